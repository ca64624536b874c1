/** The contract, method by method, onto the use cases. Nothing is decided here. */
import { JOURNAL_PAGE, type Handlers, type LinkName, type Notice } from '../../shared/ipc/contract';
import type { AppError } from '../../shared/errors';
import { ok, type Result } from '../../shared/result';
import type { Settings } from '../../shared/settings';
import type { SettingsStore } from '../ports/desk';
import type { Desk } from '../usecases/desk';
import { exportJournal, type ChooseFile, type JournalExporter } from '../usecases/export-journal';
import { findPeople } from '../usecases/find-people';
import { closePasscode, revealPasscode } from '../usecases/hand-over';
import { issuePass } from '../usecases/issue-pass';
import { oneAtATime } from '../usecases/one-at-a-time';
import { revokePass } from '../usecases/revoke-pass';
import type { DeskSession } from '../usecases/session';
import { sessionNotices } from '../usecases/session-notices';

export type HandlerParts = {
  readonly session: DeskSession;
  readonly settings: SettingsStore;
  readonly version: string;
  readonly platform: string;
  /** Resolves once an account kept from the last run was looked for. */
  readonly restored: Promise<void>;
  readonly onSettings: (settings: Settings) => void;
  readonly onPasscodeShown: (isShown: boolean) => void;
  readonly openLink: (link: LinkName) => Promise<void>;
  readonly chooseFile: ChooseFile;
  readonly exportCsv: JournalExporter;
};

export function createHandlers(parts: HandlerParts): Handlers {
  const { session, settings } = parts;
  const find = findPeople();
  const perPerson = oneAtATime();

  const atDesk = async <T>(act: (desk: Desk) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> => {
    const desk = await session.desk();
    return desk.ok ? act(desk.value) : desk;
  };

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
      const desk = await session.desk();
      return ok({ notices: [...appNotices(), ...(desk.ok ? await sessionNotices(desk.value) : [])] });
    },
    'app.open-link': async ({ link }) => {
      await parts.openLink(link);
      return ok({});
    },

    'session.sign-in': () => session.signIn(),
    'session.cancel-sign-in': async () => {
      session.cancelSignIn();
      return ok({});
    },
    'session.consent': ({ features }) => session.consent(features),
    'session.open-demo': () => session.openDemo(),
    'session.sign-out': () => session.signOut(),

    'people.search': ({ query }) => atDesk((desk) => find(desk.directory, query)),
    'people.enrich': ({ ids }) =>
      atDesk(async (desk) => {
        const extras = await desk.directory.enrich(ids);
        return extras.ok ? ok({ extras: extras.value }) : extras;
      }),
    'people.read': ({ personId }) => atDesk((desk) => desk.directory.read(personId)),

    'passes.policy': () => atDesk((desk) => desk.passes.policy()),
    'passes.issue': (input) => atDesk((desk) => perPerson(input.personId, () => issuePass(desk, input))),
    'passes.revoke': ({ personId, passId, reason }) =>
      atDesk((desk) => perPerson(personId, () => revokePass(desk, { person: null, personId, passId, ticket: '', reason }))),
    'passcode.reveal': ({ handle }) =>
      atDesk(async (desk) => {
        const revealed = await revealPasscode(desk, handle);
        if (revealed.ok) parts.onPasscodeShown(true);
        return revealed;
      }),
    'passcode.close': ({ handle }) =>
      atDesk(async (desk) => {
        const closed = await closePasscode(desk, handle);
        if (closed.ok) parts.onPasscodeShown(false);
        return closed;
      }),

    'journal.page': ({ query, beforeSeq }) =>
      atDesk(async (desk) => {
        const page = await desk.journal.page(query, beforeSeq, JOURNAL_PAGE + 1);
        if (!page.ok) return page;
        const { entries, total } = page.value;
        return ok({ entries: entries.slice(0, JOURNAL_PAGE), hasOlder: entries.length > JOURNAL_PAGE, total });
      }),
    'journal.verify': () => atDesk((desk) => desk.journal.verify()),
    'journal.export': ({ query }) => atDesk((desk) => exportJournal(desk, query, parts.chooseFile, parts.exportCsv)),

    'settings.update': async (change) => {
      const updated = settings.update(withoutUndefined(change));
      if (updated.ok) parts.onSettings(updated.value);
      return updated;
    },
  };
}

/** A key that is present but undefined is "not given", not "clear it". */
function withoutUndefined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
