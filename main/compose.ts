/**
 * The only place where parts are made and handed to one another. Reads top to bottom: the desk itself, the session,
 * the shell, the window. What the first paint does not need is imported when it is first used.
 */
import os from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { app, clipboard as systemClipboard, dialog, ipcMain, nativeTheme, Notification, powerMonitor, session as electronSession, shell, type BrowserWindow } from 'electron';
import type { AlertKind } from '../shared/domain/alert';
import { displayText } from '../shared/domain/display-text';
import { type ExportFormat, EXTENSIONS } from '../shared/domain/history/export';
import type { EventName, EventPayload } from '../shared/ipc/contract';
import { createClipboard } from './adapters/delivery/clipboard';
import { createSealedPdf } from './adapters/delivery/sealed-pdf';
import { createSlipPrinter } from './adapters/delivery/slip-printer';
import { deskPolicyFile, createDeskPolicySource } from './adapters/desk-policy/desk-policy-source';
import { createLog } from './adapters/log/log';
import { createSettings } from './adapters/settings/settings-store';
import { entraParts, policyOf, startDemo, type CommonParts } from './compose-sessions';
import { createHandlers } from './ipc/handlers';
import { eventChannel } from './ipc/channels';
import { registerHandlers } from './ipc/register';
import { isAppFrame } from './ipc/trusted-sender';
import type { CommandLine } from './shell/command-line';
import { watchConcealment } from './shell/concealment';
import { openLink } from './shell/external-links';
import { isolateWindowSession } from './shell/no-network';
import { setMenu } from './shell/menu';
import { denyPermissions } from './shell/permissions';
import { placeWindow } from './shell/window';
import { freshConnections, routeWrites, writeSessions } from './shell/write-connections';
import { createSession } from './usecases/session';

/** How long quitting waits for an act under way to end and for passes nobody has seen to be revoked, ms. */
const SHUT_DOWN_LIMIT_MS = 40_000;

/** Notices are read anew so long after something about them changed, ms. */
const NOTICES_AFTER_MS = 200;

/** What kind of file it is, for the save dialog. */
const FORMAT_WORDS: Readonly<Record<ExportFormat, string>> = { csv: 'CSV', xlsx: 'Excel workbook', pdf: 'PDF', jsonl: 'JSON Lines', ocsf: 'OCSF as JSON Lines', cef: 'CEF', pack: 'Evidence pack' };

/** A notification says what happened and to nobody who it was. */
const ALERT_WORDS: Readonly<Record<AlertKind, string>> = {
  'pass-issued': 'A pass was issued.',
  'pass-revoked': 'A pass was revoked.',
  'grant-made': 'A grant was made.',
  'grant-ended': 'A grant was ended.',
  'access-ended': 'Somebody’s access was ended.',
  refused: 'A pass or a grant was refused.',
  'expiry-soon': 'A grant ends soon.',
  'outside-tool': 'Access was given outside of Tapdesk.',
  'chain-broken': 'The journal does not hold together.',
};

export type Beginnings = {
  readonly commandLine: CommandLine;
  readonly isPackaged: boolean;
  /** Folder of the built app. */
  readonly dist: string;
  readonly window: BrowserWindow;
};

export function compose({ commandLine, isPackaged, dist, window }: Beginnings): void {
  const userData = app.getPath('userData');
  const clock = { now: () => new Date() };
  const log = createLog({ folder: path.join(userData, 'logs'), clock });
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (cause) => log.error('process.uncaught-exception', { cause }));
  process.on('unhandledRejection', (cause) => log.error('process.unhandled-rejection', { cause }));

  const settings = createSettings({ folder: userData });
  const deskPolicy = createDeskPolicySource({
    file: commandLine.deskConfig ?? deskPolicyFile(process.platform),
    mustBeAdministratorOwned: commandLine.deskConfig === null,
  }).read();

  const whileOpen = (act: () => void) => {
    if (!window.isDestroyed()) act();
  };
  const tell = <E extends EventName>(name: E, payload: EventPayload<E>) => {
    if (!window.isDestroyed()) window.webContents.send(eventChannel(name), payload);
  };

  // In bundles: when the passcodes of a run come of age, hundreds do in one second.
  const soon = (act: () => void) => {
    let isDue = false;
    return () => {
      if (isDue) return;
      isDue = true;
      setTimeout(() => {
        isDue = false;
        act();
      }, NOTICES_AFTER_MS);
    };
  };
  const noticesChanged = soon(() => tell('notices.changed', {}));

  // Nothing Graph or the sign-in service answers may land in a cache on the disk, so neither uses the window's session.
  const network = electronSession.fromPartition('network', { cache: false });
  const fetch = routeWrites((url, init) => network.fetch(url, init), freshConnections(writeSessions(electronSession)));

  const clipboard = createClipboard(systemClipboard);
  const common: CommonParts = {
    fetch,
    policy: policyOf(deskPolicy),
    printer: createSlipPrinter(() => sealedSession(electronSession, 'slip')),
    sealedPdf: createSealedPdf(() => sealedSession(electronSession, 'slip'), async (file, bytes) => (await import('./adapters/reports/sealed-file')).saveSealed(file, bytes)),
    clipboard,
    userData,
    workerFile: path.join(dist, 'main/journal-worker.cjs'),
    historyWorkerFile: path.join(dist, 'main/history-worker.cjs'),
    owner: { host: os.hostname(), user: os.userInfo().username },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    temporary: path.join(userData, 'opened'),
    reporter: async () => (await reports()).reporter,
    fingerprint: async () => (await reports()).fingerprint(),
    clock,
    log,
    onForgotten: (handle, outcome) => {
      tell('passcode.forgotten', { handle, outcome });
      noticesChanged();
    },
    // Excluded from screen capture while a passcode may be on it. Linux has no such thing; there this does nothing.
    onPasscodeHeld: (isAnyHeld) => whileOpen(() => window.setContentProtection(isAnyHeld)),
    onAppended: (seq) => tell('journal.appended', { seq }),
    tell: {
      grantsChanged: (personId) => tell('grants.changed', { personId }),
      noticesChanged,
      planning: (progress) => tell('run.planning', progress),
      runChanged: ({ progress, rows }) => tell('run.changed', { progress, rows: [...rows] }),
      historyChanged: soon(() => tell('history.changed', {})),
      exporting: (progress) => tell('history.exporting', progress),
      alert: (alert) => {
        if (!Notification.isSupported()) return;
        // Whose it is stands in the app alone: a notification may show over a locked screen.
        const shown = new Notification({ title: 'Tapdesk', body: `${ALERT_WORDS[alert.kind]} Open Tapdesk to see it.` });
        shown.on('click', () =>
          whileOpen(() => {
            if (window.isMinimized()) window.restore();
            window.show();
            window.focus();
            tell('history.show', { lineId: alert.lineId });
          }),
        );
        shown.show();
      },
      remind: ({ what, endsAt }) => {
        // Whose it is stands in the app alone: a notification may show over a locked screen.
        const at = new Date(endsAt).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
        if (Notification.isSupported()) new Notification({ title: 'A grant ends soon', body: `${displayText(what)} ends at ${at}. Open Tapdesk to extend it.` }).show();
      },
    },
  };

  // A signing key is made at the first evidence pack, not before.
  const loadReports = async () => {
    const { composeReports } = await import('./compose-reports');
    return composeReports({ userData, version: app.getVersion(), log });
  };
  let loadedReports: ReturnType<typeof loadReports> | null = null;
  const reports = () => (loadedReports ??= loadReports());

  const choosing = (name: string, extension: string) => async (suggestedName: string) => {
    const options = { defaultPath: path.join(app.getPath('documents'), suggestedName), filters: [{ name, extensions: [extension] }] };
    const chosen = await dialog.showSaveDialog(window, options);
    return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
  };

  const session = createSession({
    ...entraParts(deskPolicy, common),
    startDemo: () => startDemo(common, { roles: commandLine.demoRoles, isLarge: commandLine.demoLarge, historyRows: commandLine.demoHistory }),
    onChanged: (state) => tell('session.changed', state),
    onForgotten: common.onForgotten,
  });
  const restored = commandLine.demo ? session.openDemo(commandLine.readOnly).then(() => undefined) : session.restore(settings.read().isReadOnly).catch((cause: unknown) => log.error('session.restore-failed', { cause }));

  registerHandlers({
    ipcMain,
    isTrusted: isAppFrame,
    log,
    newId: randomUUID,
    handlers: createHandlers({
      session,
      settings,
      restored,
      version: app.getVersion(),
      platform: process.platform,
      onSettings: ({ theme }) => {
        nativeTheme.themeSource = theme;
      },
      openLink: (link) => openLink(shell, link, path.join(isPackaged ? process.resourcesPath : app.getAppPath(), 'docs/setup.md')),
      chooseExport: (suggestedName, format) => choosing(FORMAT_WORDS[format], EXTENSIONS[format].split('.').at(-1) ?? '')(suggestedName),
      chooseJournals: async (kind) => {
        const chosen = await dialog.showOpenDialog(window, kind === 'folder' ? { properties: ['openDirectory'] } : { properties: ['openFile'], filters: [{ name: 'Evidence pack', extensions: ['zip'] }] });
        return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
      },
      choosePdf: choosing('PDF', 'pdf'),
    }),
  });

  denyPermissions(network);
  setMenu(process.platform, !isPackaged);
  const { theme, window: bounds } = settings.read();
  placeWindow(window, { theme, bounds, saveBounds: (changed) => void settings.update({ window: changed }) });
  const endHandOvers = () => void session.endHandOvers();
  watchConcealment(window, powerMonitor, { conceal: () => tell('passcode.conceal', {}), endHandOvers });
  // A window that is gone or starts over cannot show what it was handed; nobody may have seen it.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('window.process-gone', { kind: reason });
    endHandOvers();
    if (reason !== 'clean-exit') whileOpen(() => window.webContents.reload());
  });
  window.webContents.on('did-navigate', endHandOvers);

  app.on('window-all-closed', () => app.quit());
  let shuttingDown: Promise<void> | null = null;
  let isShutDown = false;
  app.on('before-quit', (event) => {
    if (isShutDown) return;
    // Asked again, it is the same leaving that goes on: a second one would cut the first one short.
    event.preventDefault();
    whileOpen(() => window.hide());
    const cleared = clipboard.clear();
    const limit = new Promise((resolve) => setTimeout(resolve, SHUT_DOWN_LIMIT_MS));
    shuttingDown ??= Promise.race([Promise.all([session.shutDown(), cleared]), limit]).then(
      () => undefined,
      (cause: unknown) => log.error('app.shut-down-failed', { cause }),
    ).then(() => {
      isShutDown = true;
      app.quit();
    });
  });
}

/** A session in memory for a page of our own that needs nothing: no network, no permission, no trace. */
function sealedSession(sessions: typeof electronSession, partition: string): Electron.Session {
  const sealed = sessions.fromPartition(partition, { cache: false });
  denyPermissions(sealed);
  isolateWindowSession(sealed, { allowDevTools: false });
  return sealed;
}
