/** Which parts of a list of grants could not be read, and who could. Pure. */
import type { Output } from '../../../shared/ipc/contract';
import { unreadText } from '../../ui/unread';

const PARTS = { roles: 'roles held for a time', eligibleRoles: 'roles that can be activated', groups: 'groups held for a time' } as const;

/** "Roles held for a time, roles that can be activated: not read: needs …"; one line for each reason. */
export function grantGaps(sources: Output<'grants.list'>['sources']): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const part of ['roles', 'eligibleRoles', 'groups'] as const) {
    const fact = sources[part];
    if (!fact.known) byReason.set(unreadText(fact), [...(byReason.get(unreadText(fact)) ?? []), PARTS[part]]);
  }
  const some = sources.groups.known && sources.isSomeGroupsOnly === true ? [`${PARTS.groups}: read only for groups that this desk grants or that you own`] : [];
  return [...[...byReason].map(([reason, parts]) => `${parts.join(', ')}: ${reason}`), ...some].map(sentence);
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
