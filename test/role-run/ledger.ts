/**
 * What the desk was asked and what it said, and what the tenant did meanwhile. Everything is compared as soon as it is
 * heard of; what does not agree is kept as a line of words.
 */
import type { DemoTenant, GrantEvent } from '../../main/demo-tenant';
import { longestMs } from './rules';
import { thingOf, type Truth } from './truth';

/** How long another way to the same must have been there before the desk had to know of it, ms of people's time. */
const OLD_ENOUGH_MS = 60_000;
/** Five minutes until PIM takes a removal, and then the repeats. */
const QUIET_MS = 15 * 60_000;

export type Held = { readonly scheduleId: string };
export type Ledger = ReturnType<typeof createLedger>;

export function createLedger(tenant: DemoTenant, truth: Truth, contractEnds: ReadonlyMap<string, number>, now: () => number) {
  const violations = { notGone: [] as string[], otherPath: [] as string[], pastLimit: [] as string[], wronglySent: [] as string[], notSent: [] as string[] };
  const claims: { readonly scheduleId: string; readonly provenAt: string }[] = [];
  const planned = new Map<string, number>();
  /** Schedules that the operator asked to end, and people whose access is to end. */
  const asked = new Set<string>();
  const ending = new Set<string>();
  /** By ticket: every request has one of its own. */
  const requests = new Map<string, { readonly template: string; readonly taskId: string | null }>();
  const ticketOf = new Map<string, string>();
  const endedTasks = new Set<string>();
  const taskPasses = new Map<string, string>();
  let heard = 0;
  let quietFrom = 0;

  const isOfTask = (scheduleId: string, taskId: string): boolean => requests.get(ticketOf.get(scheduleId) ?? '')?.taskId === taskId;

  const onMade = (event: GrantEvent): void => {
    const ticket = tenant.state.schedules().find(({ scheduleId }) => scheduleId === event.scheduleId)?.ticketNumber;
    if (ticket) ticketOf.set(event.scheduleId, ticket);
  };

  const onEnd = (event: GrantEvent): void => {
    const endsAt = event.endDateTime === null ? Number.POSITIVE_INFINITY : Date.parse(event.endDateTime);
    const { template = '' } = requests.get(ticketOf.get(event.scheduleId) ?? '') ?? {};
    // Of what somebody else made the tool knows no template, and its end may be moved within the other limits.
    const isOwn = template !== '';
    const longest = longestMs(event.access, event.how, isOwn ? template : 'project');
    const length = endsAt - Date.parse(event.startDateTime);
    const contractEndsAt = contractEnds.get(event.principalId) ?? Number.POSITIVE_INFINITY;
    if (length > longest) violations.pastLimit.push(`${event.kind} ${event.scheduleId}: ${length / 60_000} minutes of ${longest / 60_000}`);
    if (endsAt > contractEndsAt) violations.pastLimit.push(`${event.kind} ${event.scheduleId}: ends at ${event.endDateTime}, the contract at ${new Date(contractEndsAt).toISOString()}`);
  };

  const onRemoved = (event: GrantEvent): void => {
    const task = requests.get(ticketOf.get(event.scheduleId) ?? '')?.taskId ?? null;
    const wasAsked = asked.has(event.scheduleId) || (ending.has(event.principalId) && event.endDateTime !== null) || (task !== null && endedTasks.has(task));
    if (!wasAsked) violations.otherPath.push(`${event.scheduleId} of ${event.principalId} was removed and nobody asked`);
  };

  return {
    violations,
    claims,
    planned,
    asked: (scheduleId: string) => void asked.add(scheduleId),
    accessEnding: (personId: string) => void ending.add(personId),
    taskEnding: (taskId: string) => void endedTasks.add(taskId),
    requested: (ticket: string, template: string, taskId: string | null) => void requests.set(ticket, { template, taskId }),
    /** Hears of what the tenant did since the last look. */
    notice: (): void => {
      const events = tenant.state.grantEvents;
      for (; heard < events.length; heard += 1) {
        const event = events[heard];
        if (event === undefined || event.requestId === null) continue;
        if (event.kind === 'made') onMade(event);
        if (event.kind === 'made' || event.kind === 'updated' || event.kind === 'extended') onEnd(event);
        if (event.kind === 'removed' || event.kind === 'cancelled') onRemoved(event);
      }
    },
    /** The desk says that it has ended. @param stillHeld - Other ways to the same that it names. @param isUnsure - It says that it could not read them all. */
    ended: (scheduleId: string, provenAt: string, stillHeld: readonly Held[], isUnsure: boolean): void => {
      claims.push({ scheduleId, provenAt });
      const at = truth.goneAt(scheduleId);
      if (at === null || (at !== undefined && at > Date.parse(provenAt))) {
        violations.notGone.push(`${scheduleId} was called ended at ${provenAt} and ${at === null ? 'lives' : `was gone at ${new Date(at).toISOString()}`}`);
      }
      const [made] = truth.eventsOf(scheduleId);
      if (!made || isUnsure || stillHeld.length > 0) return;
      const others = truth.otherWays(made.principalId, thingOf(made.access), scheduleId, Date.parse(provenAt) - OLD_ENOUGH_MS);
      if (others.length > 0) violations.notGone.push(`${scheduleId} was called ended without a word of ${others.join(', ')}`);
    },
    /** The operator holds a pass for the task. */
    taskPass: (taskId: string, personId: string): void => {
      const pass = tenant.state.passOf(personId);
      const ends = truth.all().filter(({ scheduleId }) => isOfTask(scheduleId, taskId)).map(({ endDateTime }) => Date.parse(endDateTime ?? ''));
      if (!pass) return;
      taskPasses.set(taskId, pass.id);
      const expiresAt = Date.parse(pass.startDateTime) + pass.lifetimeInMinutes * 60_000;
      if (expiresAt > Math.min(...ends)) violations.pastLimit.push(`the pass of task ${taskId} outlives its grants`);
    },
    /** The desk says that all of the task has ended. */
    taskEnded: (taskId: string, personId: string): void => {
      const left = truth.all().filter(({ scheduleId }) => isOfTask(scheduleId, taskId)).map(({ scheduleId }) => scheduleId);
      const pass = tenant.state.passOf(personId)?.id;
      if (left.length > 0) violations.notGone.push(`task ${taskId} was called ended, and ${left.join(', ')} lives`);
      if (pass !== undefined && pass === taskPasses.get(taskId)) violations.notGone.push(`task ${taskId} was called ended, and its pass lives`);
    },
    /** The desk says that nothing is left of what can be ended. */
    accessEnded: (personId: string): void => {
      const left = truth.all().filter(({ principalId, endDateTime }) => principalId === personId && endDateTime !== null);
      if (left.length > 0) violations.notGone.push(`access of ${personId} was called complete, and ${left.map(({ scheduleId }) => scheduleId).join(', ')} lives`);
      if (tenant.state.livePasses().some((pass) => pass.personId === personId)) violations.notGone.push(`access of ${personId} was called complete, and a pass lives`);
    },
    /** The desk says that it will send the removal then. */
    putOff: (scheduleId: string, at: string): void => void planned.set(scheduleId, Date.parse(at)),
    /** Removals that were put off, whose time has come, and which are not gone. */
    overdue: (at: number): readonly string[] => [...planned].filter(([scheduleId, due]) => due < at && truth.goneAt(scheduleId) === null).map(([scheduleId]) => scheduleId),
    /** Removals may be on their way of which the window was not told one by one. */
    mayStillRemove: (): void => {
      quietFrom = now() + QUIET_MS;
    },
    /** Nothing was put off that is still to be sent: whatever is sent now was just asked for. */
    isQuiet: (): boolean => now() > quietFrom && [...planned.keys()].every((scheduleId) => truth.goneAt(scheduleId) !== null),
  };
}
