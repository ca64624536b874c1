/** The contract, method by method, onto the use cases. Nothing is decided here. */
import { JOURNAL_PAGE, type Handlers, type LinkName, type Notice } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { Settings } from '../../shared/settings';
import type { SettingsStore } from '../ports/desk';
import { exportJournal, type ChooseFile, type JournalExporter } from '../usecases/export-journal';
import { findPeople } from '../usecases/find-people';
import { closePasscode, revealPasscode } from '../usecases/hand-over';
import { issuePass } from '../usecases/issue-pass';
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
  readonly openLink: (link: LinkName) => Promise<void>;
  readonly chooseFile: ChooseFile;
  readonly exportCsv: JournalExporter;
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

    'session.sign-in': () => session.signIn(),
    'session.cancel-sign-in': async () => {
      session.cancelSignIn();
      return ok({});
    },
    'session.consent': ({ features }) => session.consent(features),
    'session.open-demo': () => session.openDemo(),
    'session.sign-out': () => session.signOut(),

    'people.search': ({ query }) => session.read((desk) => find(desk.directory, query)),
    'people.enrich': ({ ids }) =>
      session.read(async (desk) => {
        const extras = await desk.directory.enrich(ids);
        return extras.ok ? ok({ extras: extras.value }) : extras;
      }),
    'people.read': ({ personId }) => session.read((desk) => desk.directory.read(personId)),

    'passes.policy': () => session.read((desk) => desk.passes.policy()),
    'passes.issue': (input) => session.act((desk) => desk.inTurn(input.personId, () => issuePass(desk, input))),
    'passes.revoke': ({ personId, passId, reason }) =>
      session.act((desk) => desk.inTurn(personId, () => revokePass(desk, { person: null, personId, passId, ticket: null, reason }))),
    'passcode.reveal': ({ handle }) => session.act((desk) => revealPasscode(desk, handle)),
    'passcode.close': ({ handle }) => session.act((desk) => closePasscode(desk, handle)),

    'journal.page': ({ query, beforeSeq }) =>
      session.read(async (desk) => {
        const page = await desk.journal.page(query, beforeSeq, JOURNAL_PAGE + 1);
        if (!page.ok) return page;
        const { entries, total } = page.value;
        return ok({ entries: entries.slice(0, JOURNAL_PAGE), hasOlder: entries.length > JOURNAL_PAGE, total });
      }),
    'journal.verify': () => session.read((desk) => desk.journal.verify()),
    'journal.export': ({ query }) => session.act((desk) => exportJournal(desk, query, parts.chooseFile, parts.exportCsv)),

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
