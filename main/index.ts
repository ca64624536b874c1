/** Entry of the main process: what must happen before the app is ready, then {@link compose}. Nothing else. */
import { app, protocol } from 'electron';
import { compose } from './compose';
import { readCommandLine } from './shell/command-line';
import { refuseNavigation } from './shell/navigation';
import { registerAppScheme } from './shell/protocol';
import { claimSingleInstance } from './shell/single-instance';
import path from 'node:path';

// The name of the executable alone does not decide: a renamed copy of the packaged app is still the packaged app.
const isPackaged = app.isPackaged || app.getAppPath().endsWith('.asar');
const commandLine = readCommandLine(process.argv, isPackaged);

// Electron's own dialog for uncaught exceptions is modal and would hang an unattended machine. Set again once there is a log.
process.on('uncaughtException', (cause) => process.stderr.write(`tapdesk: ${cause.name}\n${(cause.stack ?? '').split('\n').slice(1).join('\n')}\n`));

// Explicit in every case: Chromium would take --user-data-dir from anybody.
app.setPath('userData', commandLine.userDataDir ?? path.join(app.getPath('appData'), isPackaged ? 'Tapdesk' : 'Tapdesk from source'));
app.enableSandbox();
registerAppScheme(protocol);
refuseNavigation(app);

let focusWindow: () => Electron.BrowserWindow | null = () => null;
if (claimSingleInstance(app, () => focusWindow())) {
  void app.whenReady().then(() => {
    const desk = compose({ commandLine, isPackaged });
    focusWindow = desk.window;
  });
} else {
  app.exit(0);
}
