'use strict';
/**
 * Loaded with `electron -r` before the app: notes when each stage of the start is reached and tells the bench when the
 * search box has the focus. The product knows nothing of it.
 */
const Module = require('node:module');
const path = require('node:path');
const { app, protocol } = require('electron');
const { inPage, whenSearchFocused } = require('./page.cjs');
const { giveUp, now, tell } = require('./tell.cjs');

/** @type {Record<string, number>} */
const marks = { hook: now() };
/** @param {string} name */
const mark = (name) => { marks[name] ??= now(); };

/** The first module of the app itself: main code is loaded and run in here. */
const isEntry = (/** @type {string} */ file) => /[\\/](dist[\\/]main[\\/]index\.cjs|bare[\\/]main\.cjs)$/.test(file);
const load = Module.prototype.load;
Module.prototype.load = function timedLoad(file) {
  if (!isEntry(file)) return load.call(this, file);
  mark('entryBegins');
  try {
    return load.call(this, file);
  } finally {
    mark('entryDone');
  }
};

/** What the page was served, in the order it asked. @type {{ name: string, bytes: number, askedAt: number, at: number }[]} */
const served = [];
const handle = protocol.handle.bind(protocol);
protocol.handle = (scheme, answer) => handle(scheme, async (request) => {
  const file = { name: path.posix.basename(new URL(request.url).pathname), bytes: 0, askedAt: now(), at: 0 };
  served.push(file);
  const response = await answer(request);
  file.bytes = (await response.clone().arrayBuffer()).byteLength;
  file.at = now();
  return response;
});

app.once('ready', () => mark('ready'));
app.once('browser-window-created', (_event, window) => {
  mark('window');
  window.once('show', () => mark('shown'));
});
app.once('web-contents-created', (_event, contents) => {
  contents.once('did-start-navigation', () => mark('navigation'));
  contents.once('dom-ready', () => {
    mark('domReady');
    inPage(contents, whenSearchFocused).then((page) => {
      const scripts = served.filter(({ askedAt }) => askedAt < page.readyAt);
      tell({ kind: 'ready', marks: { ...marks, ...page }, scripts });
    }, giveUp);
  });
});
