'use strict';
/**
 * What Electron costs by itself: one sandboxed window of Tapdesk's size with one focused search box, no bundler, no
 * framework, no preload. Everything that `npm run bench` says about Tapdesk is said against this.
 */
const path = require('node:path');
const { app, BrowserWindow } = require('electron');

const folder = process.argv.find((argument) => argument.startsWith('--user-data-dir='));
if (folder) app.setPath('userData', folder.slice('--user-data-dir='.length));
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1200, height: 820, show: false, webPreferences: { sandbox: true, contextIsolation: true, spellcheck: false } });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(__dirname, 'index.html'));
});
