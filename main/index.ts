/**
 * Entry of the main process: what must happen before the app is ready, then the window, then everything else. While the
 * window's own process starts, the rest is loaded: on two cores that is a tenth of the time to the search box.
 */
import path from 'node:path';
import { app, protocol, session, type BrowserWindow } from 'electron';
import { forbiddenSwitches, readCommandLine } from './shell/command-line';
import { refuseNavigation } from './shell/navigation';
import { isolateWindowSession } from './shell/no-network';
import { denyPermissions } from './shell/permissions';
import { registerAppScheme, serveApp } from './shell/protocol';
import { claimSingleInstance } from './shell/single-instance';
import { openWindow } from './shell/window';

// The name of the executable alone does not decide: a renamed copy of the packaged app is still the packaged app.
const isPackaged = app.isPackaged || app.getAppPath().endsWith('.asar');
const commandLine = readCommandLine(process.argv, isPackaged);
const forbidden = isPackaged ? forbiddenSwitches((name) => app.commandLine.hasSwitch(name)) : [];
// Chromium would write the keys of every TLS connection there. The process that does so is started later.
delete process.env.SSLKEYLOGFILE;

// Electron's own dialog for uncaught exceptions is modal and would hang an unattended machine. Set again once there is a log.
process.on('uncaughtException', (cause) => process.stderr.write(`tapdesk: ${cause.name}\n${(cause.stack ?? '').split('\n').slice(1).join('\n')}\n`));

// Explicit in every case: Chromium would take --user-data-dir from anybody.
app.setPath('userData', commandLine.userDataDir ?? path.join(app.getPath('appData'), isPackaged ? 'Tapdesk' : 'Tapdesk from source'));
// Chromium ends processes it is asked to sandbox where it cannot: for root, and from a checkout where the system forbids
// user namespaces. Build machines are such places; the packaged app gives way for root alone, whatever its environment says.
const canSandbox = isPackaged ? process.getuid?.() !== 0 : process.env.ELECTRON_DISABLE_SANDBOX === undefined;
if (canSandbox) app.enableSandbox();
registerAppScheme(protocol);
refuseNavigation(app);

let window: BrowserWindow | null = null;
if (forbidden.length > 0) {
  process.stderr.write(`tapdesk: refused to start with ${forbidden.map((name) => `--${name}`).join(', ')}\n`);
  app.exit(1);
} else if (claimSingleInstance(app, () => window)) {
  void app.whenReady().then(async () => {
    denyPermissions(session.defaultSession);
    isolateWindowSession(session.defaultSession, { allowDevTools: !isPackaged });
    const dist = path.join(app.getAppPath(), 'dist');
    serveApp(protocol, path.join(dist, 'renderer'));
    const opened = openWindow(dist, !isPackaged);
    window = opened;
    opened.on('closed', () => {
      window = null;
    });
    // In the same turn: the window can ask nothing before its handlers are there.
    const { compose } = await import('./compose');
    compose({ commandLine, isPackaged, dist, window: opened });
  });
} else {
  app.exit(0);
}
