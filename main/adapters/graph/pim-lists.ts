/** Lists of PIM, read and joined: the schedules of one kind and their instances, which only together tell what is held. */
import type { z } from 'zod';
import type { Grant, GrantHow } from '../../../shared/domain/grant';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import type { About } from './errors';
import { grantRows } from './grant-rows';
import { queryString } from './odata';
import type { KeyedRead } from './pim-batches';
import { pimPath, type PimSide } from './pim-paths';
import { INSTANCE, SCHEDULE } from './pim-schedules';

/** Of as many entries as PIM likes. Grants of a large tenant; more are not shown as if they were all. */
export const PAGES_MAXIMUM = 50;

const EXPANDED: Readonly<Record<PimSide, string>> = { role: 'principal,roleDefinition,directoryScope', group: 'principal,group' };

/** Who may read them; of a group, its owner may. */
export const ABOUT: Readonly<Record<PimSide, About>> = {
  role: { feature: 'grantsRead', what: 'resource', effect: 'read' },
  group: { feature: 'groupGrants', what: 'resource', effect: 'read' },
};

export type Which = { readonly side: PimSide; readonly how: GrantHow };

const keyOf = (prefix: string, { side, how }: Which, resource: string): string => `${prefix}${side} ${how} ${resource}`;

/** Two reads. @param filter - OData; empty: everything, which PIM takes for roles only. @param prefix - Of the keys. */
export function listReads(which: Which, filter: string, prefix = ''): readonly KeyedRead[] {
  const query = queryString({ ...(filter === '' ? {} : { $filter: filter }), $expand: EXPANDED[which.side] });
  return (['Schedules', 'ScheduleInstances'] as const).map((resource) => [keyOf(prefix, which, resource), { path: `${pimPath(which.side, which.how, resource)}${query}` }]);
}

/** @param answers - To {@link listReads} with the same prefix. */
export async function listed(graph: Graph, answers: Readonly<Record<string, Answer>>, which: Which, prefix = ''): Promise<Result<readonly Grant[], AppError>> {
  const whole = <T>(resource: string, item: z.ZodType<T>) =>
    collect(graph, answers[keyOf(prefix, which, resource)] ?? NO_ANSWER, item, ABOUT[which.side], { features: ['people'], pagesMaximum: PAGES_MAXIMUM });
  const [schedules, instances] = await Promise.all([whole('Schedules', SCHEDULE[which.side]), whole('ScheduleInstances', INSTANCE[which.side])]);
  if (!schedules.ok) return schedules;
  if (!instances.ok) return instances;
  return ok(grantRows(schedules.value, instances.value, which.how, graph.clock.now()));
}

/** Both as one list, or the first refusal. */
export function together<T>(one: Result<readonly T[], AppError>, other: Result<readonly T[], AppError>): Result<readonly T[], AppError> {
  if (!one.ok) return one;
  return other.ok ? ok([...one.value, ...other.value]) : other;
}
