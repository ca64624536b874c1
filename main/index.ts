/** Entry of the main process: what must happen before the app is ready, then {@link compose}. Nothing else. */
import path from 'node:path';
import { app, protocol, type BrowserWindow } from 'electron';
import { compose } from './compose';
import { readCommandLine } from './shell/command-line';
import { refuseNavigation } from './shell/navigation';
import { registerAppScheme } from './shell/protocol';
import { claimSingleInstance } from './shell/single-instance';

// The name of the executable alone does not decide: a renamed copy of the packaged app is still the packaged app.
const isPackaged = app.isPackaged || app.getAppPath().endsWith('.asar');
const commandLine = readCommandLine(process.argv, isPackaged);

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

let currentWindow: () => BrowserWindow | null = () => null;
if (claimSingleInstance(app, () => currentWindow())) {
  void app.whenReady().then(() => {
    const desk = compose({ commandLine, isPackaged });
    currentWindow = desk.window;
  });
} else {
  app.exit(0);
}
