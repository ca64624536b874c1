/**
 * The window and the operator before it: the calls of the contract, in the order in which the window makes them. What comes
 * back is told to the ledger the moment it comes.
 */
import { randomUUID } from 'node:crypto';
import type { Failure, Reply } from '../support/desk-messages';
import type { DeskProcess } from './desk-process';
import type { Held, Ledger } from './ledger';
import type { Row } from './picture';
import type { TemplateId } from './rules';

export type Target = Row['target'];
export type Item = { readonly target: Target; readonly how: Row['how']; readonly scope: string };
export type GrantWish = {
  readonly personId: string;
  readonly template: TemplateId;
  readonly items: readonly Item[];
  readonly startDateTime: string | null;
  readonly minutes: number | null;
  readonly until: string | null;
  readonly taskId?: string | null;
};
type Ended = { readonly state: 'ended'; readonly provenAt: string; readonly stillHeld: readonly Held[]; readonly isUnsure?: boolean } | { readonly state: 'planned'; readonly at: string };
type Step = { readonly id: string; readonly result: { readonly state: 'done'; readonly provenAt: string; readonly stillHeld: readonly Held[]; readonly isUnsure?: boolean } | { readonly state: 'planned'; readonly at: string } | { readonly state: 'not-done' } };
export type AccessResult = { readonly steps: readonly Step[]; readonly isComplete: boolean; readonly leftovers: readonly { readonly kind: string }[] };
type Made = { readonly state: 'made' } | { readonly state: 'failed'; readonly error: Failure };
type TaskEnd = { readonly ended: number; readonly planned: number; readonly left: readonly unknown[] };

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** What an operator meets with another try. The other kinds are an answer. */
const PASSING = new Set(['offline', 'throttled', 'service-unavailable', 'unexpected-answer', 'sign-in-required', 'answer-lost', 'outcome-unknown', 'unsettled-before', 'not-proven', 'grant-not-proven']);
/** What may not be read, and is gone on without. */
const WITHOUT = ['account', 'roles', 'operator-role', 'operator-group', 'scopes', 'contract-end', 'units', 'pim-rules', 'grants'];
const PASS_WITHOUT = ['account', 'roles', 'eligible-roles', 'operator-role', 'operator-group', 'scopes', 'tenant-policy', 'contract-end', 'recent-changes'];
const PARTS = ['roles', 'eligibleRoles', 'groups'] as const;
const REASON = 'Works on the incident';

export type Tally = Record<'asked' | 'made' | 'moved' | 'ended' | 'putOff' | 'people' | 'tasks' | 'forbidden' | 'refused', number>;
export type Window = ReturnType<typeof createWindow>;

export type WindowParts = {
  readonly desk: DeskProcess;
  readonly ledger: Ledger;
  readonly tally: Tally;
  /** How often each method was answered with which error. */
  readonly answers: Map<string, number>;
  readonly nextTicket: () => string;
};

export function createWindow({ desk, ledger, tally, answers, nextTicket }: WindowParts) {
  const note = (name: string, error: Failure): void => {
    const [why] = [...(error.problems ?? []).map(({ rule }) => rule), ...(error.reason === undefined ? [] : [error.reason])];
    const key = `${name}: ${error.kind}${why === undefined ? '' : ` (${why})`}`;
    answers.set(key, (answers.get(key) ?? 0) + 1);
  };
  const call = async <T>(name: string, input: unknown, tries = 3): Promise<Outcome<T>> => {
    for (let attempt = 1; ; attempt += 1) {
      const reply: Reply = await desk.call(name, input);
      if (reply.ok) return { ok: true, value: reply.value as T };
      note(name, reply.error);
      if (attempt >= tries || !PASSING.has(reply.error.kind)) return reply;
    }
  };

  const requestOf = ({ taskId = null, ...wish }: GrantWish) => {
    const ticket = nextTicket();
    ledger.requested(ticket, wish.template, taskId);
    return { ...wish, taskId, reason: REASON, ticket, acknowledged: WITHOUT };
  };

  const hear = (scheduleId: string, ended: Ended): void => {
    if (ended.state === 'ended') {
      tally.ended += 1;
      ledger.ended(scheduleId, ended.provenAt, ended.stillHeld, ended.isUnsure === true);
    } else {
      tally.putOff += 1;
      ledger.putOff(scheduleId, ended.at);
    }
  };

  return {
    rows: async (personId: string): Promise<readonly Row[]> => {
      const read = await call<{ readonly rows: readonly Row[] }>('grants.of', { personId });
      return read.ok ? read.value.rows : [];
    },
    /** Everything, when every part of it could be read. */
    list: async (name: 'grants.list' | 'grants.of', input: unknown): Promise<readonly Row[] | null> => {
      const read = await call<{ readonly rows: readonly Row[]; readonly sources: Readonly<Record<(typeof PARTS)[number], { readonly known: boolean }>> }>(name, input, 6);
      return read.ok && PARTS.every((part) => read.value.sources[part].known) ? read.value.rows : null;
    },
    try: (wish: GrantWish): Promise<Outcome<unknown>> => call('grants.try', requestOf(wish), 6),
    make: async (wish: GrantWish, tries = 3): Promise<Outcome<{ readonly made: readonly Made[] }>> => {
      tally.asked += 1;
      const made = await call<{ readonly made: readonly Made[] }>('grants.make', requestOf(wish), tries);
      for (const each of made.ok ? made.value.made : []) if (each.state === 'failed') note('grants.make, one of them', each.error);
      if (made.ok) tally.made += made.value.made.filter(({ state }) => state === 'made').length;
      return made;
    },
    change: async (row: Row, until: string): Promise<Outcome<unknown>> => {
      const { scheduleId, target, how, scope, person } = row;
      const changed = await call('grants.change', { personId: person.id, scheduleId, target, how, scope, until, reason: REASON, acknowledged: WITHOUT }, 2);
      if (changed.ok) tally.moved += 1;
      return changed;
    },
    end: async ({ scheduleId, target, how, scope, person }: Row, tries = 3): Promise<Outcome<Ended>> => {
      ledger.asked(scheduleId);
      const ended = await call<Ended>('grants.end', { personId: person.id, scheduleId, target, how, scope, reason: 'No longer needed', ticket: '' }, tries);
      if (ended.ok) hear(scheduleId, ended.value);
      return ended;
    },
    beginAccess: async (personIds: readonly string[], disable: boolean): Promise<string | null> => {
      personIds.forEach((id) => ledger.accessEnding(id));
      const begun = await call<{ readonly actId: string }>('access.begin', { personIds, disable, reason: 'The contract has ended', ticket: nextTicket() });
      return begun.ok ? begun.value.actId : null;
    },
    runAccess: async (actId: string, personId: string): Promise<AccessResult | null> => {
      ledger.accessEnding(personId);
      const run = await call<AccessResult>('access.run', { actId, personId });
      if (!run.ok) return null;
      tally.people += 1;
      for (const { id, result } of run.value.steps) {
        if (!id.startsWith('grant:') || result.state === 'not-done') continue;
        hear(id.slice('grant:'.length), result.state === 'done' ? { ...result, state: 'ended' } : result);
      }
      return run.value;
    },
    openAccess: async (): Promise<readonly { readonly actId: string; readonly people: readonly { readonly personId: string }[] }[]> => {
      const open = await call<{ readonly acts: readonly { readonly actId: string; readonly people: readonly { readonly personId: string }[] }[] }>('access.open', {});
      return open.ok ? open.value.acts : [];
    },
    dropAccess: (actId: string, personId: string) => call('access.drop', { actId, personId, reason: 'Gone on with elsewhere' }),
    /** A pass for a task, shown to the operator. @returns whether there is one. */
    issue: async (personId: string, taskId: string): Promise<boolean> => {
      const preflight = await call<{ readonly facts: { readonly pass: { readonly id: string } | null } }>('passes.preflight', { personId, taskId }, 5);
      if (!preflight.ok) return false;
      const verified = await call<{ readonly id: string }>('verification.record', { personId, kind: 'photo-id', against: 'Passport, on video', againstId: '' }, 5);
      if (!verified.ok) return false;
      const input = { personId, lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: null, reason: REASON, ticket: nextTicket(), replacesPassId: preflight.value.facts.pass?.id ?? null, acknowledged: PASS_WITHOUT, verificationId: verified.value.id, scenario: '', taskId };
      const issued = await call<{ readonly handle: string }>('passes.issue', input);
      if (!issued.ok) return false;
      const { handle } = issued.value;
      await call('passcode.reveal', { handle });
      await call('passcode.seen', { handle, isShown: true });
      await call('passcode.close', { handle });
      return true;
    },
    newTask: (): string => randomUUID(),
    endTask: async (personId: string, taskId: string): Promise<Outcome<TaskEnd>> => {
      ledger.taskEnding(taskId);
      const ended = await call<TaskEnd>('tasks.end', { personId, taskId, reason: 'The work is done' });
      if (ended.ok) tally.tasks += 1;
      if (ended.ok && ended.value.planned > 0) ledger.mayStillRemove();
      return ended;
    },
  };
}
