/** Somebody of the view: from the directory by hire date, creation date or group, or from a list. Pure. */
import { type Joiner, type JoinerDetails, missingOf, type MissingPart } from '../../../shared/domain/onboarding';
import type { RunMember } from '../../../shared/domain/run';
import type { RunList } from '../../../shared/domain/run-list';
import type { RunMemberNamed } from '../../acts/run/types';

export type Entry = {
  /** In lower case. */
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  /** What the directory's list says; null for somebody from a CSV of whom it was not read, or not yet. */
  readonly joiner: Joiner | null;
  /** As a run takes them. */
  readonly member: RunMember;
};

export function fromDirectory(people: readonly Joiner[]): readonly Entry[] {
  return people.map((joiner) => ({
    id: joiner.id.toLowerCase(),
    displayName: joiner.displayName,
    userPrincipalName: joiner.userPrincipalName,
    joiner,
    member: { personId: joiner.id.toLowerCase(), timeZone: null, startDate: null, line: null },
  }));
}

/** @param joiners - What the directory says of them, once it was read. */
export function fromList(people: RunList['people'], joiners: readonly Joiner[] = []): readonly Entry[] {
  const read = new Map(joiners.map((joiner) => [joiner.id.toLowerCase(), joiner]));
  return people.map(({ displayName, userPrincipalName, ...member }) => ({ id: member.personId, displayName, userPrincipalName, joiner: read.get(member.personId) ?? null, member }));
}

export function asMember({ member, displayName, userPrincipalName }: Entry): RunMemberNamed {
  return { ...member, displayName, userPrincipalName };
}

/** Not read yet, or not readable: that says "not read", never "in order". */
const UNREAD = { accountEnabled: null, kind: 'member', licences: null } as const;

/** @param details - Null: not read yet. */
export function missingParts({ joiner }: Entry, details: JoinerDetails | null, now: Date): readonly MissingPart[] {
  return missingOf(joiner ?? UNREAD, details, now);
}

/** The first day as a date, `2026-03-02`: the list's own, else the hire date on file; null when there is neither. */
export function firstDay({ joiner, member }: Entry): string | null {
  return member.startDate ?? joiner?.employeeHireDate?.slice(0, 10) ?? null;
}
