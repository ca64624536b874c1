/**
 * Administrative units to grant a role for. Of a restricted one neither people nor roles can be managed with PIM.
 * Source: Graph v1.0, "List administrativeUnits"; facts 9.
 */
import { z } from 'zod';
import type { UnitOption } from '../../../shared/domain/grant-facts';
import type { Grants } from '../../ports/grants';
import type { Graph } from './client';
import { collect } from './collection';
import { knownUnlessDown } from './known';
import { queryString } from './odata';
import { text } from './person-row';

const PATH = `/directory/administrativeUnits${queryString({ $select: 'id,displayName,isMemberManagementRestricted' })}`;
const Unit = z
  .object({ id: z.string().min(1), displayName: text, isMemberManagementRestricted: z.boolean().nullish() })
  .transform(({ id, displayName, isMemberManagementRestricted }): UnitOption => ({ id, displayName: displayName ?? id, isRestricted: isMemberManagementRestricted === true }));

export async function readUnits(graph: Graph): ReturnType<Grants['units']> {
  const sent = await graph.send({ method: 'GET', path: PATH, features: ['units'], effect: 'read' });
  return knownUnlessDown(sent.ok ? await collect(graph, sent.value, Unit, { feature: 'units', what: 'resource', effect: 'read' }, { features: ['units'] }) : sent, 'units');
}
