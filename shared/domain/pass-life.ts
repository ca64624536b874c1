/**
 * The life of a pass: issued, handed over, used, a method registered, removed or expired. Put together from the journal
 * and from what Graph says now; each step says what it knows and how. Pure.
 *
 * Graph's sign-in log (v1.0) does not name the method of a sign-in, so a multi-use pass is never said to be used for
 * certain: a sign-in after the hand-over is a hint and is called one. Source: facts 8.4.
 */
import { z } from 'zod';
import { Pass } from './pass';
import { expiryOf } from './pass';
import type { JournalEntry } from './journal-entry';
import { known, type Known } from './known';
import { Tier } from './limits';
import type { RegisteredMethod } from './person';

const instant = z.iso.datetime({ offset: true });

export const PassLife = z.object({
  passId: z.string(),
  issuedAt: instant,
  issuedBy: z.object({ id: z.string(), displayName: z.string() }),
  ticket: z.string(),
  /** Null: nobody was shown or sent the passcode, as far as the journal says. */
  handedOver: z.object({ at: instant, how: z.enum(['shown', 'copied', 'printed', 'mailed']) }).nullable(),
  /** `signed-in`: the person has signed in since, perhaps with the pass. `not-known`: nothing was readable that could tell. */
  used: z.enum(['yes', 'signed-in', 'no', 'not-known']),
  /** A method that appeared after the issue. */
  registered: known(z.object({ at: instant, type: z.string() }).nullable()),
  /** `gone`: it is not there any more and this desk did not remove it. At: null when only its absence is known. */
  ended: z.object({ at: instant.nullable(), how: z.enum(['revoked', 'replaced', 'expired', 'gone']) }).nullable(),
});
export type PassLife = z.output<typeof PassLife>;

/** A pass that was or may be in the tenant, as true as Graph's last answer. */
export const PassRow = z.object({
  personId: z.guid(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  pass: known(Pass.nullable()),
  tier: known(Tier),
  /** Null: neither the journal nor a readable audit names anybody. */
  issuedBy: z.object({ id: z.string(), displayName: z.string() }).nullable(),
  ticket: z.string(),
  /** `outside`: this desk's journal does not know the pass, so another desk or another tool made it. `unknown`: no pass could be read. */
  origin: z.enum(['tapdesk', 'outside', 'unknown']),
  /** Only for a pass issued here. */
  life: PassLife.nullable(),
  review: z.object({ at: instant, by: z.string() }).nullable(),
  checkedAt: z.iso.datetime(),
});
export type PassRow = z.output<typeof PassRow>;

export type LifeFacts = {
  /** The succeeded outcome of the issue. */
  readonly issue: JournalEntry;
  /** The journal's lines about this pass or person since, oldest first. */
  readonly since: readonly JournalEntry[];
  readonly pass: Known<Pass | null>;
  readonly methods: Known<readonly RegisteredMethod[]>;
  /** Successful sign-ins since the issue. */
  readonly signIns: Known<readonly { readonly at: string }[]>;
  readonly now: Date;
};

const HOW: Readonly<Partial<Record<JournalEntry['action'], NonNullable<PassLife['handedOver']>['how']>>> = {
  'passcode.show': 'shown',
  'pass.copy': 'copied',
  'pass.print': 'printed',
  'pass.mail': 'mailed',
};

export function passLife({ issue, since, pass, methods, signIns, now }: LifeFacts): PassLife {
  const passId = String(issue.detail.passId ?? '');
  const mine = since.filter(({ detail, result, phase }) => detail.passId === passId && phase !== 'intent' && result === 'succeeded');
  // Half a passcode opens nothing: a split is handed over when the first half has been shown.
  const handedOver = mine.find(({ action, detail }) => HOW[action] !== undefined && detail.part !== 'second-half');
  const current = pass.known && pass.value?.id === passId ? pass.value : null;
  return {
    passId,
    issuedAt: issue.at,
    issuedBy: { id: issue.operator.id, displayName: issue.operator.displayName },
    ticket: issue.ticket,
    handedOver: handedOver ? { at: handedOver.at, how: HOW[handedOver.action] ?? 'shown' } : null,
    used: useOf(current, signIns),
    registered: registeredSince(issue.at, methods),
    ended: endOf(issue, mine, pass, passId, now),
  };
}

/** True once nothing is left to do about the pass. */
export function isFinished({ ended }: Pick<PassLife, 'ended'>): boolean {
  return ended !== null;
}

function useOf(current: Pass | null, signIns: LifeFacts['signIns']): PassLife['used'] {
  if (current?.methodUsabilityReason === 'OneTimeUsed') return 'yes';
  // A one-time pass that was not used is known to be unused, however the person signed in; a multi-use one tells nothing by itself.
  if (current?.isUsableOnce === true) return 'no';
  if (signIns.known && signIns.value.length > 0) return 'signed-in';
  return signIns.known ? 'no' : 'not-known';
}

function registeredSince(issuedAt: string, methods: LifeFacts['methods']): PassLife['registered'] {
  if (!methods.known) return methods;
  const after = methods.value
    .filter(({ type, createdDateTime }) => type !== 'temporary-access-pass' && type !== 'password' && createdDateTime !== null && Date.parse(createdDateTime) >= Date.parse(issuedAt))
    .sort((one, other) => Date.parse(one.createdDateTime ?? '') - Date.parse(other.createdDateTime ?? ''));
  const [first] = after;
  return { known: true, value: first?.createdDateTime ? { at: first.createdDateTime, type: first.type } : null };
}

function endOf(issue: JournalEntry, mine: readonly JournalEntry[], pass: LifeFacts['pass'], passId: string, now: Date): PassLife['ended'] {
  const revoked = mine.find(({ action }) => action === 'pass.revoke');
  if (revoked) return { at: revoked.at, how: 'revoked' };
  const found = pass.known ? pass.value : null;
  const ends = found?.id === passId ? expiryOf(found).toISOString() : String(issue.detail.expiresAt ?? '');
  if (found !== null && found.id !== passId) {
    const { createdDateTime } = found;
    // Whoever made another pass after this one had run out replaced nothing.
    return createdDateTime !== null && Date.parse(ends) <= Date.parse(createdDateTime) ? { at: ends, how: 'expired' } : { at: createdDateTime, how: 'replaced' };
  }
  if (Date.parse(ends) <= now.getTime()) return { at: ends, how: 'expired' };
  return pass.known && found === null ? { at: null, how: 'gone' } : null;
}
