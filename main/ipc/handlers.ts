/** The contract, method by method, onto the use cases. Nothing is decided here. */
import { HISTORY_PAGE, type Handlers, type LinkName, type Notice } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { Settings } from '../../shared/settings';
import type { SettingsStore } from '../ports/desk';
import { checkChain } from '../usecases/check-chain';
import { cancelExport, exportHistory, type ChooseExport } from '../usecases/export-history';
import { historyState } from '../usecases/history-state';
import { closeJournal, openJournals, type ChooseJournals } from '../usecases/open-journals';
import { seeFinding } from '../usecases/see-finding';
import { changeGrant } from '../usecases/change-grant';
import { listContractors, readContractor } from '../usecases/contractors';
import { beginEndAccess, dropEndAccess, openAccessActs, previewAccess, runEndAccess } from '../usecases/end-access';
import { endGrant } from '../usecases/end-grant';
import { grantsOf, listGrants } from '../usecases/list-grants';
import { makeGrants, tryGrants } from '../usecases/make-grants';
import { readGrantFacts } from '../usecases/read-grant-facts';
import { endTask } from '../usecases/end-task';
import { findPeople } from '../usecases/find-people';
import { copyPasscode, mailPasscode, printPasscode } from '../usecases/deliver-pass';
import { followPass } from '../usecases/follow-pass';
import { closePasscode, confirmSeen, revealPasscode } from '../usecases/hand-over';
import { issuePass } from '../usecases/issue-pass';
import { checkPasses, passCandidates } from '../usecases/list-passes';
import { handOverOne, giveUp, mailRun, printRun } from '../usecases/deliver-run';
import { cancelPlan, planRun } from '../usecases/plan-run';
import { readList } from '../usecases/read-list';
import { readingOf } from '../usecases/run';
import { keySeen, revealKey, sealRun } from '../usecases/seal-run';
import { cancelRun, pauseRun, resumeRun, retryRun, startRun } from '../usecases/start-run';
import { readPassFacts } from '../usecases/read-pass-facts';
import { readPerson } from '../usecases/read-person';
import { readPolicy } from '../usecases/read-policy';
import { reviewPass } from '../usecases/review-pass';
import { revokePass } from '../usecases/revoke-pass';
import { revokeSessions } from '../usecases/revoke-sessions';
import type { DeskSession } from '../usecases/session';
import { sessionNotices } from '../usecases/session-notices';
import { tellPerson } from '../usecases/tell-person';
import { verifyPerson } from '../usecases/verify-person';

export type HandlerParts = {
  readonly session: DeskSession;
  readonly settings: SettingsStore;
  readonly version: string;
  readonly platform: string;
  /** Resolves once an account kept from the last run was looked for. */
  readonly restored: Promise<void>;
  readonly onSettings: (settings: Settings) => void;
  readonly openLink: (link: LinkName) => Promise<void>;
  readonly chooseExport: ChooseExport;
  readonly chooseJournals: ChooseJournals;
  /** Asks where an encrypted PDF is to lie; null when the operator thought better of it. */
  readonly choosePdf: (suggestedName: string) => Promise<string | null>;
};

export function createHandlers(parts: HandlerParts): Handlers {
  const { session, settings } = parts;
  const find = findPeople();

  const appNotices = (): readonly Notice[] => {
    const state = session.state();
    return [
      ...(settings.setAside === null ? [] : [{ kind: 'settings-set-aside' as const, file: settings.setAside }]),
      ...(state.status === 'signed-in' && state.tokenCache === 'memory' ? [{ kind: 'token-cache-in-memory' as const }] : []),
    ];
  };

  return {
    'app.start': async () => {
      await parts.restored;
      return ok({ settings: settings.read(), session: session.state(), version: parts.version, platform: parts.platform });
    },
    'app.notices': async () => {
      const atDesk = await session.read(async (desk) => ok(await sessionNotices(desk)));
      return ok({ notices: [...appNotices(), ...(atDesk.ok ? atDesk.value : [])] });
    },
    'app.open-link': async ({ link }) => {
      await parts.openLink(link);
      return ok({});
    },

    'session.sign-in': async ({ isReadOnly }) => {
      rememberChoice(settings, isReadOnly);
      return session.signIn(isReadOnly);
    },
    'session.cancel-sign-in': async () => {
      session.cancelSignIn();
      return ok({});
    },
    'session.consent': async ({ features }) => {
      const reached = await session.consent(features);
      // What this desk may grant was read with the permissions of before.
      if (reached.ok) {
        await session.read(async (desk) => {
          desk.memory.offer = null;
          // What was refused is asked again at once.
          for (const feed of ['audits', 'signIns'] as const) if (desk.memory.feeds[feed].state === 'unread') desk.memory.feeds[feed] = { state: 'waiting' };
          return ok(null);
        });
      }
      return reached;
    },
    'session.open-demo': ({ isReadOnly }) => session.openDemo(isReadOnly),
    'session.sign-out': () => session.signOut(),

    'people.search': ({ query }) => session.read((desk) => find(desk.directory, query)),
    'people.enrich': ({ ids }) =>
      session.read(async (desk) => {
        const extras = await desk.directory.enrich(ids);
        return extras.ok ? ok({ extras: extras.value }) : extras;
      }),
    'people.read': ({ personId }) => session.read((desk) => readPerson(desk, personId)),

    'passes.policy': () => session.read((desk) => desk.passes.policy()),
    'passes.preflight': ({ personId, taskId }) => session.read((desk) => readPassFacts(desk, personId, taskId)),
    'verification.record': (input) => session.act((desk) => verifyPerson(desk, input)),
    'passes.issue': async (input) => {
      const issued = await session.act((desk) => desk.inTurn(input.personId, () => issuePass(desk, input)));
      // The caller on the phone does not wait for a mail.
      if (issued.ok) void session.act((desk) => tellPerson(desk, issued.value.handle));
      return issued;
    },
    'passes.revoke': ({ personId, passId, reason }) =>
      session.act((desk) => desk.inTurn(personId, () => revokePass(desk, { person: null, personId, passId, ticket: null, reason }))),
    'passes.candidates': () => session.read(passCandidates),
    'passes.check': (input) => session.read((desk) => checkPasses(desk, input)),
    'passes.review': (input) => session.act((desk) => reviewPass(desk, input)),
    'passes.life': ({ personId }) => session.read((desk) => followPass(desk, personId)),
    'sessions.revoke': (input) => session.act((desk) => desk.inTurn(input.personId, () => revokeSessions(desk, input))),
    'passcode.reveal': ({ handle }) => session.act((desk) => revealPasscode(desk, handle)),
    'passcode.seen': ({ handle, isShown }) => session.act((desk) => confirmSeen(desk, handle, isShown)),
    'passcode.copy': ({ handle }) => session.act((desk) => copyPasscode(desk, handle)),
    'passcode.print': ({ handle }) => session.act((desk) => printPasscode(desk, handle)),
    'passcode.mail': ({ handle, part }) => session.act((desk) => mailPasscode(desk, handle, part)),
    'passcode.close': ({ handle }) => session.act((desk) => closePasscode(desk, handle)),

    'grants.facts': ({ personId }) => session.read((desk) => readGrantFacts(desk, personId)),
    'grants.try': (input) => session.report((desk) => tryGrants(desk, input)),
    'grants.make': (input) => session.act((desk) => desk.inTurn(input.personId, () => makeGrants(desk, input))),
    'grants.list': () => session.read(listGrants),
    'grants.of': ({ personId }) => session.read((desk) => grantsOf(desk, personId)),
    'grants.end': (input) => session.act((desk) => desk.inTurn(input.personId, () => endGrant(desk, { ...input, person: null, actId: null }))),
    'grants.change': (input) => session.act((desk) => desk.inTurn(input.personId, () => changeGrant(desk, input))),
    'tasks.end': (input) => session.act((desk) => desk.inTurn(input.personId, () => endTask(desk, input))),

    'contractors.list': () => session.read(listContractors),
    'contractors.read': ({ personId }) => session.read((desk) => readContractor(desk, personId)),

    'access.preview': (input) => session.read((desk) => previewAccess(desk, input)),
    'access.begin': (input) => session.act((desk) => desk.inTurn('access.begin', () => beginEndAccess(desk, input))),
    'access.run': (input) => session.act((desk) => desk.inTurn(input.personId, () => runEndAccess(desk, input))),
    'access.open': () =>
      session.read(async (desk) => {
        const acts = await openAccessActs(desk);
        return acts.ok ? ok({ acts: acts.value }) : acts;
      }),
    'access.drop': (input) => session.act((desk) => desk.inTurn(input.personId, () => dropEndAccess(desk, input))),

    'onboarding.list': ({ choice }) =>
      session.read(async (desk) => {
        const now = desk.clock.now();
        const list = await desk.onboarding.list(choice, now);
        return list.ok ? ok({ ...list.value, readAt: now.toISOString() }) : list;
      }),
    'onboarding.details': ({ ids }) =>
      session.read(async (desk) => {
        const details = await desk.onboarding.details(ids);
        return details.ok ? ok({ details: details.value }) : details;
      }),
    'onboarding.groups': ({ query }) =>
      session.read(async (desk) => {
        const groups = await desk.onboarding.groups(query);
        return groups.ok ? ok({ groups: groups.value }) : groups;
      }),

    'runs.read-list': ({ text }) => session.read((desk) => readList(desk, text)),
    'runs.plan': (input) => session.read((desk) => planRun(desk, input)),
    'runs.cancel-plan': () =>
      session.read(async (desk) => {
        cancelPlan(desk);
        return ok({});
      }),
    // One at a time: of two clicks only one finds no run.
    'runs.start': (input) => session.act((desk) => desk.inTurn('run', () => startRun(desk, input))),
    'runs.read': () => session.read(async (desk) => ok({ run: desk.memory.run && readingOf(desk, desk.memory.run) })),
    'runs.pause': ({ runId }) => session.act((desk) => desk.inTurn('run', () => pauseRun(desk, runId))),
    'runs.resume': ({ runId }) => session.act((desk) => desk.inTurn('run', () => resumeRun(desk, runId))),
    'runs.cancel': ({ runId }) => session.act((desk) => desk.inTurn('run', () => cancelRun(desk, runId))),
    'runs.retry': ({ runId }) => session.act((desk) => desk.inTurn('run', () => retryRun(desk, runId))),
    'runs.hand-over': (input) => session.read((desk) => handOverOne(desk, input)),
    'runs.print': (input) => session.act((desk) => printRun(desk, input)),
    'runs.seal': (input) => session.act((desk) => sealRun(desk, input, parts.choosePdf)),
    'runs.reveal-key': ({ keyHandle }) => session.act((desk) => revealKey(desk, keyHandle)),
    'runs.key-seen': ({ keyHandle, isShown }) => session.act((desk) => keySeen(desk, keyHandle, isShown)),
    'runs.mail': (input) => session.act((desk) => mailRun(desk, input)),
    'runs.give-up': (input) => session.act((desk) => giveUp(desk, input)),

    'policy.read': () => session.read(readPolicy),

    'journal.verify': () => session.read(checkChain),

    'history.state': () => session.read(historyState),
    'history.page': ({ filter, from, asOf }) => session.read((desk) => desk.history.page(filter, from, HISTORY_PAGE, asOf)),
    'history.count': ({ filter, asOf }) =>
      session.read(async (desk) => {
        const count = await desk.history.count(filter, asOf);
        return count.ok ? ok({ count: count.value }) : count;
      }),
    'history.life': ({ id }) => session.read((desk) => desk.history.life(id)),
    'history.line-of': ({ seq }) =>
      session.read(async (desk) => {
        const id = await desk.history.lineOf('', seq);
        return id.ok ? ok({ id: id.value }) : id;
      }),
    'history.charts': ({ filter, timeZone }) => session.read((desk) => desk.history.charts(filter, timeZone)),
    'history.facets': () => session.read((desk) => desk.history.facets()),
    'history.findings': ({ which }) =>
      session.read(async (desk) => {
        const findings = await desk.history.findings(which);
        return findings.ok ? ok({ findings: findings.value }) : findings;
      }),
    'history.see-finding': (input) => session.report((desk) => seeFinding(desk, input)),
    'history.export': (input) => session.report((desk) => exportHistory(desk, input, parts.chooseExport)),
    'history.cancel-export': () =>
      session.read(async (desk) => {
        cancelExport(desk);
        return ok({});
      }),
    'journals.open': (input) => session.report((desk) => openJournals(desk, input, parts.chooseJournals)),
    'journals.close': ({ name }) => session.report((desk) => closeJournal(desk, name)),

    'settings.update': async (change) => {
      const updated = settings.update(withoutUndefined(change));
      if (updated.ok) parts.onSettings(updated.value);
      return updated;
    },
  };
}

/** An account that is kept comes back as what it was signed in as. Where it cannot be written, the session of now is right all the same. */
function rememberChoice(settings: SettingsStore, isReadOnly: boolean): void {
  if (settings.read().isReadOnly !== isReadOnly) settings.update({ isReadOnly });
}

/** A key that is present but undefined is "not given", not "clear it". */
function withoutUndefined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
