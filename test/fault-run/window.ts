/**
 * The window and the operator before it: the calls of the contract, in the order in which the window makes them. What it is
 * shown it tells the ledger before it tells the desk.
 */
import type { Reply } from '../support/desk-messages';
import type { DeskProcess } from './desk-process';
import type { Ledger } from './ledger';

export type HandOver = { readonly handle: string; readonly personId: string; readonly passId: string };
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly kind: string; readonly passId: string | null };

export type IssueWish = {
  readonly personId: string;
  /** The pass that the operator agrees to replace; `whatever`: any that turns out to be there. */
  readonly replaces?: string | null;
  readonly isUsableOnce?: boolean;
  /** Runs between filling in the form and pressing the button. */
  readonly beforeIssue?: () => Promise<void> | void;
  /** How often the operator presses again after something that may pass; 3 if left out. */
  readonly tries?: number;
};

/** What an operator meets with another try. The other kinds are an answer. */
const PASSING = new Set(['offline', 'throttled', 'service-unavailable', 'unexpected-answer', 'sign-in-required', 'answer-lost', 'outcome-unknown', 'unsettled-before', 'not-proven']);
/** What the operator may not read in this tenant, and goes on without. */
const UNREAD = ['eligible-roles', 'tenant-policy', 'recent-changes'];

export type Tally = { issues: number; handOvers: number; revokes: number; proven: number };

export function createWindow({ desk, ledger, tally }: { readonly desk: DeskProcess; readonly ledger: Ledger; readonly tally: Tally }) {
  const again = async (tries: number, ask: () => Promise<Reply>): Promise<Reply> => {
    for (let attempt = 1; ; attempt += 1) {
      const reply = await ask();
      if (reply.ok || attempt >= tries || !PASSING.has(reply.error.kind)) return reply;
    }
  };
  const call = (name: string, input: unknown, tries = 3) => again(tries, () => desk.call(name, input));

  const issue = async ({ personId, replaces = null, isUsableOnce = true, beforeIssue, tries = 3 }: IssueWish): Promise<Outcome<HandOver>> => {
    const preflight = await call('passes.preflight', { personId, taskId: null }, 5);
    if (!preflight.ok) return refused(preflight);
    const verified = await call('verification.record', { personId, kind: 'photo-id', against: 'Passport, on video', againstId: '' }, 5);
    if (!verified.ok) return refused(verified);
    await beforeIssue?.();
    if (replaces !== null) ledger.confirmed(replaces);
    const { id: verificationId } = verified.value as { readonly id: string };
    const input = { personId, lifetimeInMinutes: 60, isUsableOnce, startDateTime: null, reason: 'Lost phone', ticket: 'INC-1001', replacesPassId: replaces, acknowledged: UNREAD, verificationId, scenario: 'lost-phone', taskId: null };
    const issued = await again(tries, () => {
      tally.issues += 1;
      return desk.call('passes.issue', input);
    });
    if (!issued.ok) return refused(issued);
    tally.handOvers += 1;
    const { handle, pass } = issued.value as { readonly handle: string; readonly pass: { readonly id: string } };
    return { ok: true, value: { handle, personId, passId: pass.id } };
  };

  /** Hand-overs of which all of the passcode stood in the window. */
  const wholes = new Set<string>();

  /** The passcode stands in the window, and the desk has not been told. */
  const reveal = async ({ handle, personId }: HandOver): Promise<boolean> => {
    const revealed = await call('passcode.reveal', { handle });
    if (!revealed.ok) return false;
    const { passcode, part } = revealed.value as { readonly passcode: string; readonly part: string };
    if (part === 'all') {
      wholes.add(handle);
      ledger.shown(personId, passcode);
    } else ledger.halfShown(passcode);
    return true;
  };
  const seen = async ({ handle, passId }: HandOver): Promise<boolean> => {
    const known = await desk.call('passcode.seen', { handle, isShown: true });
    // Of half a passcode the desk cannot know whether the other half arrived.
    if (known.ok && wholes.has(handle)) ledger.acknowledged(passId);
    return known.ok;
  };

  return {
    issue,
    reveal,
    seen,
    show: async (handOver: HandOver): Promise<boolean> => (await reveal(handOver)) && seen(handOver),
    /** The window dropped what it was given: nobody saw it. */
    drop: async ({ handle }: HandOver): Promise<void> => {
      await call('passcode.reveal', { handle });
      await desk.call('passcode.seen', { handle, isShown: false });
    },
    close: ({ handle }: HandOver): Promise<Reply> => call('passcode.close', { handle }),
    copy: ({ handle }: HandOver): Promise<Reply> => call('passcode.copy', { handle }),
    print: ({ handle }: HandOver): Promise<Reply> => call('passcode.print', { handle }),
    mail: ({ handle }: HandOver, part: 'all' | 'second-half'): Promise<Reply> => call('passcode.mail', { handle, part }, 1),
    revoke: async (personId: string, passId: string, tries = 3): Promise<boolean> => {
      ledger.revokeAsked(passId);
      const revoked = await again(tries, () => {
        tally.revokes += 1;
        return desk.call('passes.revoke', { personId, passId, reason: 'Read out to the wrong person' });
      });
      if (revoked.ok) tally.proven += 1;
      return revoked.ok;
    },
  };
}
export type Window = ReturnType<typeof createWindow>;

function refused(reply: Extract<Reply, { ok: false }>): Outcome<never> {
  return { ok: false, kind: reply.error.kind, passId: reply.error.passId ?? null };
}
