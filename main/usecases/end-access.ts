/**
 * Ends everything of a person's access that this tool can end, as one act: the pass, every time-bound grant, future ones,
 * sign-in sessions, and the account if asked. Each step is an act of its own with its own proof. The act stays open in the
 * journal until every step is done, so that it can be gone on with after a crash; what cannot be ended is listed.
 */
import { type AccessPreview, type AccessStep, type AccessStepState, type Leftover, type OpenAccessAct } from '../../shared/domain/end-access';
import { isTimeBound } from '../../shared/domain/grant';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { needsOf } from '../../shared/domain/features';
import type { Known } from '../../shared/domain/known';
import type { Pass } from '../../shared/domain/pass';
import { expiryOf } from '../../shared/domain/pass';
import type { AppError } from '../../shared/errors';
import type { Input, Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { GrantsRead } from '../ports/grants';
import type { Desk } from './desk';
import { disableAccount } from './disable-account';
import { endGrant } from './end-grant';
import { everyGrant } from './held-grants';
import { watchedGroups } from './list-grants';
import { actIn, conclude, intend } from './record';
import { revokePass } from './revoke-pass';
import { revokeSessions } from './revoke-sessions';

type Who = Awaited<ReturnType<Desk['directory']['readForIssue']>> extends Result<infer T, AppError> ? T : never;
type Access = { readonly who: Who; readonly pass: Known<Pass | null>; readonly grants: GrantsRead; readonly leftovers: readonly Leftover[] };

const GAP: Known<never> = { known: false, because: 'failed', needs: null };

export async function previewAccess(desk: Desk, { personIds }: Input<'access.preview'>): Promise<Reply<'access.preview'>> {
  const previews: AccessPreview[] = [];
  const refused: { readonly personId: string; readonly error: AppError }[] = [];
  for (const personId of personIds) {
    const access = await readAccess(desk, personId);
    if (!access.ok && !isAboutPerson(access.error)) return access;
    if (!access.ok) {
      refused.push({ personId, error: access.error });
      continue;
    }
    const { who, leftovers } = access.value;
    // The account is disabled only when that is asked for, which the window does beside this list.
    previews.push({ ...naming(who), accountEnabled: who.accountEnabled, steps: stepsOf(access.value, false), leftovers });
  }
  return ok({ previews, refused });
}

/**
 * The intents come first: from here on nothing of the act can be forgotten. Whoever is in such an act already that is still
 * open, begun the same way, is not begun for twice: a second click goes on with the first.
 */
export async function beginEndAccess(desk: Desk, { personIds, disable, reason, ticket }: Input<'access.begin'>): Promise<Reply<'access.begin'>> {
  const ids = [...new Set(personIds.map((id) => id.toLowerCase()))];
  if (ids.includes(desk.operator.id.toLowerCase())) return err({ kind: 'limits', problems: [{ rule: 'self-grant' }] });
  const open = await openAccessActs(desk);
  if (!open.ok) return open;
  const same = open.value.find((act) => act.disable === disable && ids.every((id) => act.people.some(({ personId }) => personId.toLowerCase() === id)));
  if (same) return ok({ actId: same.actId, refused: [] });
  const actId = desk.newId();
  const refused: { readonly personId: string; readonly error: AppError }[] = [];
  for (const personId of ids) {
    const who = await desk.directory.readForIssue(personId);
    if (!who.ok && !isAboutPerson(who.error) && refused.length === 0 && personId === ids[0]) return who;
    if (!who.ok) {
      refused.push({ personId, error: who.error });
      continue;
    }
    const intent = await intend(desk, { action: 'access.end', person: who.value, ticket: ticket.trim(), reason: reason.trim(), detail: { actId, disable } });
    if (!intent.ok) return intent;
  }
  const [first] = refused;
  if (first && refused.length === ids.length) return err(first.error);
  desk.tell.noticesChanged();
  return ok({ actId, refused });
}

/** For one person of a run, under the run's id; begun once, however often it is gone on with. */
export async function beginFor(desk: Desk, personId: string, act: { readonly actId: string; readonly disable: boolean; readonly ticket: string; readonly reason: string }): Promise<Result<null, AppError>> {
  const { actId, disable, ticket, reason } = act;
  const open = await openIntent(desk, actId, personId);
  if (!open.ok) return open;
  if (open.value !== null) return ok(null);
  const who = await desk.directory.readForIssue(personId);
  if (!who.ok) return who;
  const intent = await intend(desk, { action: 'access.end', person: who.value, ticket, reason, detail: { actId, runId: actId, disable } });
  return intent.ok ? ok(null) : intent;
}

/** Somebody who is gone or out of reach must not keep the others' access open. */
function isAboutPerson({ kind }: AppError): boolean {
  return kind === 'not-found' || kind === 'not-permitted' || kind === 'refused' || kind === 'unexpected-answer';
}

export async function runEndAccess(desk: Desk, { actId, personId }: Input<'access.run'>): Promise<Reply<'access.run'>> {
  const open = await openIntent(desk, actId, personId);
  if (!open.ok) return open;
  const intent = open.value;
  const access = await readAccess(desk, personId);
  if (!access.ok) return access;
  const { who } = access.value;
  // Done already, by another click: what there is to say is what is left.
  if (intent === null) return ok({ ...naming(who), steps: [], leftovers: access.value.leftovers, isComplete: stepsOf(access.value, false).length <= 1 && gapsThatMatter(access.value).length === 0 });
  const disable = intent.detail.disable === true;
  const steps: { readonly step: AccessStep; readonly result: AccessStepState }[] = [];
  for (const step of stepsOf(access.value, disable)) steps.push({ step, result: await take(desk, step, access.value, intent) });

  // Read once more: what somebody granted meanwhile is ended as well, and what was refused while the person still held a role
  // that protects them may be allowed now that it is gone.
  const after = await readAccess(desk, personId);
  for (const step of after.ok ? stepsOf(after.value, disable) : []) {
    const before = steps.findIndex((each) => each.step.id === step.id);
    const isRefused = before >= 0 && isPermissionProblem(steps[before]?.result);
    if (!after.ok || (before >= 0 && !isRefused)) continue;
    steps.splice(before < 0 ? steps.length : before, before < 0 ? 0 : 1, { step, result: await take(desk, step, after.value, intent) });
  }

  const gaps = after.ok ? gapsThatMatter(after.value) : [];
  const isComplete = after.ok && gaps.length === 0 && steps.every(({ result }) => result.state === 'done');
  // A gap that this operator's role leaves is listed; one that a cut cable leaves keeps the act open.
  const isSettled = after.ok && !gaps.some(({ mayPass }) => mayPass === true) && steps.every(({ result }) => result.state !== 'not-done');
  if (isSettled) {
    // What is put off is an open intent of its own by now.
    const planned = steps.filter(({ result }) => result.state === 'planned').length;
    await conclude(desk, actIn(intent), intent.id, { result: 'succeeded', detail: { steps: steps.length, planned, notRead: gaps.map(({ what }) => what).join(' ') } });
    desk.tell.noticesChanged();
  }
  desk.tell.grantsChanged(personId);
  return ok({ ...naming(who), steps: steps.map(({ step, result }) => ({ ...step, result })), leftovers: (after.ok ? after : access).value.leftovers, isComplete });
}

type Gap = Extract<Leftover, { kind: 'not-read' }>;

/** Groups and methods are told of, never ended. */
const ENDABLE: readonly Gap['what'][] = ['pass', 'role-grants', 'eligible-roles', 'group-grants'];

function gapsThatMatter({ leftovers }: Access): readonly Gap[] {
  return leftovers.filter((leftover): leftover is Gap => leftover.kind === 'not-read' && ENDABLE.includes(leftover.what));
}

/** Acts that are not complete for somebody, oldest first. */
export async function openAccessActs(desk: Desk): Promise<Result<readonly OpenAccessAct[], AppError>> {
  const open = await desk.journal.openActs(['access.end']);
  if (!open.ok) return open;
  const acts = new Map<string, OpenAccessAct>();
  for (const { at, operator, ticket, reason, detail, person } of open.value) {
    const { actId } = detail;
    if (typeof actId !== 'string' || person === null) continue;
    const before = acts.get(actId);
    const one = { personId: person.id, displayName: person.displayName, userPrincipalName: person.userPrincipalName };
    acts.set(actId, before ? { ...before, people: [...before.people, one] } : { actId, at, by: operator.displayName, ticket, reason, disable: detail.disable === true, people: [one] });
  }
  return ok([...acts.values()]);
}

export async function dropEndAccess(desk: Desk, { actId, personId, reason }: Input<'access.drop'>): Promise<Reply<'access.drop'>> {
  const open = await openIntent(desk, actId, personId);
  if (!open.ok) return open;
  if (open.value === null) return ok({});
  const isWritten = await conclude(desk, actIn(open.value), open.value.id, { result: 'failed', detail: { failure: 'given-up', givenUpBecause: reason } });
  desk.tell.noticesChanged();
  return isWritten ? ok({}) : err({ kind: 'journal-unavailable', reason: 'unwritable' });
}

function isPermissionProblem(result: AccessStepState | undefined): boolean {
  return result?.state === 'not-done' && (result.error.kind === 'not-permitted' || result.error.kind === 'refused');
}

/** What of the act is still open for the person; null: nothing. */
export async function openIntent(desk: Desk, actId: string, personId: string): Promise<Result<JournalEntry | null, AppError>> {
  const open = await desk.journal.openActs(['access.end']);
  if (!open.ok) return open;
  return ok(open.value.find(({ detail, person }) => detail.actId === actId && person?.id.toLowerCase() === personId.toLowerCase()) ?? null);
}

async function readAccess(desk: Desk, personId: string): Promise<Result<Access, AppError>> {
  const groupIds = await watchedGroups(desk, personId);
  if (!groupIds.ok) return groupIds;
  const [who, pass, grants, groups, methods] = await Promise.all([
    desk.directory.readForIssue(personId),
    desk.passes.currentOf([personId]),
    desk.grants.of(personId, groupIds.value),
    desk.directory.groupsOf(personId),
    desk.directory.methodsOf([personId]),
  ]);
  if (!who.ok) return who;
  if (!grants.ok) return grants;
  const current = pass.ok ? (Object.values(pass.value)[0] ?? GAP) : GAP;
  const leftovers = leftoversOf(who.value, current, grants.value, groups.ok ? groups.value : GAP, methods.ok ? (Object.values(methods.value)[0] ?? GAP) : GAP);
  return ok({ who: who.value, pass: current, grants: grants.value, leftovers });
}

function stepsOf({ who, pass, grants }: Access, disable: boolean): readonly AccessStep[] {
  const current = pass.known ? pass.value : null;
  const held = everyGrant(grants).filter(isTimeBound);
  // Sign-in is blocked first, so that nothing new begins; sessions go last, with whatever began meanwhile.
  return [
    ...(disable && who.accountEnabled !== false ? [{ id: 'disable-account', kind: 'disable-account' as const, what: '', endsAt: null }] : []),
    ...(current === null ? [] : [{ id: `revoke-pass:${current.id}`, kind: 'revoke-pass' as const, what: '', endsAt: expiryOf(current).toISOString() }]),
    ...held.map((grant) => ({ id: `grant:${grant.scheduleId}`, kind: grant.state === 'future' ? ('cancel-grant' as const) : ('end-grant' as const), what: grant.targetName, endsAt: grant.endDateTime })),
    { id: 'revoke-sessions', kind: 'revoke-sessions' as const, what: '', endsAt: null },
  ];
}

async function take(desk: Desk, step: AccessStep, access: Access, intent: JournalEntry): Promise<AccessStepState> {
  const { who, pass, grants } = access;
  const { ticket, reason, detail } = intent;
  const actId = typeof detail.actId === 'string' ? detail.actId : null;
  const personId = who.id;
  const doneAt = (provenAt: string): AccessStepState => ({ state: 'done', provenAt, stillHeld: [] });
  switch (step.kind) {
    case 'disable-account': {
      const disabled = await disableAccount(desk, who, { ticket, reason, actId });
      return disabled.ok ? doneAt(disabled.value.provenAt) : { state: 'not-done', error: disabled.error };
    }
    case 'revoke-pass': {
      const current = pass.known ? pass.value : null;
      if (current === null) return doneAt(desk.clock.now().toISOString());
      const revoked = await revokePass(desk, { person: who, personId, passId: current.id, ticket, reason });
      return revoked.ok ? doneAt(revoked.value.provenGoneAt) : { state: 'not-done', error: revoked.error };
    }
    case 'revoke-sessions': {
      const revoked = await revokeSessions(desk, { personId, reason, ticket });
      return revoked.ok ? doneAt(revoked.value.at) : { state: 'not-done', error: revoked.error };
    }
    case 'end-grant':
    case 'cancel-grant': {
      const grant = everyGrant(grants).find(({ scheduleId }) => step.id === `grant:${scheduleId}`);
      if (!grant) return doneAt(desk.clock.now().toISOString());
      const { scheduleId, target, how, scope } = grant;
      const ended = await endGrant(desk, { personId, person: who, scheduleId, target, how, scope, reason, ticket, actId });
      if (!ended.ok) return { state: 'not-done', error: ended.error };
      return ended.value.state === 'planned' ? { state: 'planned', at: ended.value.at } : { state: 'done', provenAt: ended.value.provenAt, stillHeld: ended.value.stillHeld, ...(ended.value.isUnsure === true && { isUnsure: true }) };
    }
  }
}

function leftoversOf(who: Who, pass: Known<Pass | null>, grants: GrantsRead, memberOf: Known<readonly { readonly id: string; readonly displayName: string }[]>, methods: Known<readonly unknown[]>): readonly Leftover[] {
  const { roles, eligibleRoles, groups, isEveryGroup } = grants;
  // Asked group by group, whatever other groups give stays unseen.
  const everyGroup: Known<unknown> = groups.known && !isEveryGroup ? { known: false, because: 'not-permitted', needs: 'groupGrants' } : groups;
  const facts = [
    ['pass', pass],
    ['role-grants', roles],
    ['eligible-roles', eligibleRoles],
    ['group-grants', everyGroup],
    ['groups', memberOf],
    ['methods', methods],
  ] as const;
  const permanent = everyGrant(grants).filter((grant) => !isTimeBound(grant) && grant.target.kind === 'role');
  const granted = new Set(groups.known ? groups.value.filter((grant) => isTimeBound(grant) && grant.how === 'active' && grant.target.kind === 'member' && grant.state !== 'future').map(({ target }) => target.id.toLowerCase()) : []);
  const others = memberOf.known ? memberOf.value.filter(({ id }) => !granted.has(id.toLowerCase())) : [];
  return [
    ...permanent.map((grant): Leftover => ({ kind: grant.path === 'group' ? 'role-through-group' : 'permanent-role', what: grant.targetName, scopeName: grant.scopeName })),
    ...(others.length === 0 ? [] : [{ kind: 'groups' as const, count: others.length, names: others.slice(0, 20).map(({ displayName }) => displayName) }]),
    ...(methods.known && methods.value.length > 0 ? [{ kind: 'methods' as const, count: methods.value.length }] : []),
    ...facts.flatMap(([what, fact]): Leftover[] => (fact.known ? [] : [{ kind: 'not-read', what, needs: fact.needs === null ? '' : needsOf(fact.needs), mayPass: fact.because === 'failed' }])),
    ...(who.kind === 'external-guest' || who.kind === 'external-member' ? [{ kind: 'account-elsewhere' as const }] : []),
    { kind: 'tokens' },
  ];
}

function naming({ id, displayName, userPrincipalName }: Who) {
  return { personId: id, displayName, userPrincipalName };
}

