'use strict';
/**
 * Loaded into the app by `npm run dev` alone (`electron -r`): reloads every window when the script that started the
 * app says so over their pipe. A debugging port would do that too, and would be open to every other program.
 */
const { BrowserWindow } = require('electron');

process.on('message', (message) => {
  if (message === 'reload') for (const window of BrowserWindow.getAllWindows()) window.webContents.reloadIgnoringCache();
});
