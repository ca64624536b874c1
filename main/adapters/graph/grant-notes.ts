/**
 * Who asked PIM for what, and why. Reading requests takes a permission to write them, so whoever may not grant roles may
 * still read those of the groups they own: what can be read is, and only nothing at all is a gap. Source: facts 5.7.
 */
import { z } from 'zod';
import type { GrantHow } from '../../../shared/domain/grant';
import type { Known } from '../../../shared/domain/known';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { RequestNote } from '../../ports/grants';
import { NO_ANSWER } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import { displayNames } from './display-names';
import { knownUnlessDown } from './known';
import { queryString, stringLiteral } from './odata';
import { text } from './person-row';
import { type KeyedRead, readAll } from './pim-batches';
import { PAGES_MAXIMUM } from './pim-lists';
import { pimPath, type PimSide } from './pim-paths';

const HOWS: readonly GrantHow[] = ['active', 'eligible'];
const SELECTED = 'id,justification,ticketInfo,createdBy';

const Asked = z
  .object({
    id: z.string().min(1),
    justification: text,
    ticketInfo: z.object({ ticketNumber: text }).nullish(),
    createdBy: z.object({ user: z.object({ id: text, displayName: text }).nullish(), application: z.object({ id: text, displayName: text }).nullish() }).nullish(),
  })
  .transform(({ id: requestId, justification, ticketInfo, createdBy }): RequestNote => {
    const by = createdBy?.user ?? createdBy?.application;
    return { requestId, justification: justification ?? '', ticketNumber: ticketInfo?.ticketNumber ?? '', by: by?.displayName ?? by?.id ?? '' };
  });

/** PIM often names who asked by id alone. */
const isId = (by: string): boolean => z.guid().safeParse(by).success;

type Notes = Readonly<Record<string, RequestNote>>;

export async function readNotes(graph: Graph, groupIds: readonly string[]): Promise<Result<Known<Notes>, AppError>> {
  const groups = [...new Set(groupIds.map((id) => id.toLowerCase()))];
  const reads = HOWS.flatMap((how) => [requestsRead('role', how), ...groups.map((id) => requestsRead('group', how, id))]);
  const sent = await readAll(graph, reads);
  if (!sent.ok) return sent;
  const lists = await Promise.all(
    reads.map(([key]) => {
      const about = { feature: key.startsWith('role') ? 'grants' : 'groupGrants', what: 'resource', effect: 'read' } as const;
      return collect(graph, sent.value[key] ?? NO_ANSWER, Asked, about, { features: ['people'], pagesMaximum: PAGES_MAXIMUM });
    }),
  );
  const refused = lists.filter((list) => !list.ok);
  if (refused.length === lists.length && refused[0]) return knownUnlessDown(refused[0], 'grants');
  const notes = lists.flatMap((list) => (list.ok ? list.value : []));
  const nameOf = await displayNames(graph, notes.map(({ by }) => by).filter(isId));
  return ok({ known: true, value: Object.fromEntries(notes.map((note) => [note.requestId, { ...note, by: nameOf(note.by) }] as const)) });
}

/** PIM lists requests about groups by group only. */
function requestsRead(side: PimSide, how: GrantHow, groupId?: string): KeyedRead {
  const filter = groupId === undefined ? {} : { $filter: `groupId eq ${stringLiteral(groupId)}` };
  return [`${side} ${how} ${groupId ?? ''}`, { path: `${pimPath(side, how, 'ScheduleRequests')}${queryString({ ...filter, $select: SELECTED })}` }];
}
