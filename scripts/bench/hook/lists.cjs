'use strict';
/**
 * Loaded with `electron -r` before the app: opens the long lists in the real window again and again, sorts and filters
 * them by mouse and keyboard, and tells the bench what each took.
 */
const { app, BrowserWindow } = require('electron');
const page = require('./list-page.cjs');
const { inPage, whenSearchFocused } = require('./page.cjs');
const { giveUp, now, tell } = require('./tell.cjs');
const { exchangesIn, handlingOf, inFlight } = require('./watch.cjs');

/** @typedef {{ readonly view: string, readonly table: string, readonly read: string }} List */

/** @type {{ readonly samples: number, readonly warmUp: number, readonly lists: readonly List[] }} */
const { samples, warmUp, lists } = JSON.parse(process.env.TAPDESK_BENCH ?? '{}');
/** What is loaded after the first paint is loaded by then. */
const SETTLE_IN_MS = 800;
/** Between two acts: what the last one left to do is done. */
const QUIET_IN_MS = 120;
const LIST_LIMIT_IN_MS = 60_000;
/** Longer than any answer: when no row has changed by then, there was nothing to change. */
const ACT_LIMIT_IN_MS = 1_500;
/** Wide enough that the lists are tables with heads to click. Pixels. */
const WINDOW = { width: 1420, height: 940 };

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {Electron.WebContents} contents
 * @param {string} selector
 */
async function click(contents, selector) {
  const point = await inPage(contents, page.middleOf, selector);
  for (const type of /** @type {const} */ (['mouseDown', 'mouseUp'])) contents.sendInputEvent({ type, button: 'left', clickCount: 1, ...point });
}

/**
 * Opens a view whose list was not read yet: from the moment its answer leaves the main process to the painted rows.
 * @param {Electron.WebContents} contents
 * @param {List} list
 */
async function openOnce(contents, { view, table, read }) {
  const since = now();
  await inPage(contents, page.watchRows, table, LIST_LIMIT_IN_MS);
  await click(contents, `a[href="#${view}"]`);
  const seen = await inPage(contents, page.rowsSettled);
  const handling = handlingOf(`desk:${read}`, since);
  if (seen === null || !handling) throw new Error(`"${table}" showed no rows within ${LIST_LIMIT_IN_MS / 1000} s.`);
  const http = inFlight(handling.begun, handling.ended);
  const { rows } = await inPage(contents, page.readTable, table);
  return {
    took: seen.paintedAt - handling.ended,
    toRows: seen.changedAt - handling.ended,
    toPaint: seen.paintedAt - seen.changedAt,
    read: handling.ended - handling.begun,
    http,
    main: handling.ended - handling.begun - http,
    exchanges: exchangesIn(handling.begun, handling.ended),
    rows,
    drawn: seen.drawn,
  };
}

/**
 * From the act of the hand to the painted rows.
 * @param {Electron.WebContents} contents
 * @param {List} list
 * @param {() => Promise<unknown>} act
 */
async function actOnce(contents, { table }, act) {
  await inPage(contents, page.watchRows, table, ACT_LIMIT_IN_MS);
  await act();
  const seen = await inPage(contents, page.rowsSettled);
  await pause(QUIET_IN_MS);
  if (seen === null) return undefined;
  if (seen.actedAt === 0) throw new Error(`The rows of "${table}" changed although nothing was done.`);
  return { took: seen.paintedAt - seen.actedAt, toRows: seen.changedAt - seen.actedAt, toPaint: seen.paintedAt - seen.changedAt, drawn: seen.drawn };
}

/**
 * Acts in turn, from the beginning again when they run out, until there are enough that changed a row.
 * @param {Electron.WebContents} contents
 * @param {List} list
 * @param {readonly (() => Promise<unknown>)[]} acts
 */
async function repeat(contents, list, acts) {
  const results = [];
  let unchanged = 0;
  for (let turn = 0; results.length < samples + warmUp && unchanged < 2 * (samples + warmUp) && acts.length > 0; turn += 1) {
    const result = await actOnce(contents, list, /** @type {() => Promise<unknown>} */ (acts[turn % acts.length]));
    if (result) results.push(result);
    else unchanged += 1;
  }
  return { results: results.slice(warmUp), unchanged };
}

/**
 * @param {Electron.WebContents} contents
 * @param {List} list
 */
async function useList(contents, list) {
  const bar = `[role="search"][aria-label="Filter ${list.table.toLowerCase()}"]`;
  const { names, columns } = await inPage(contents, page.readTable, list.table);
  const heads = columns.flatMap((/** @type {number} */ at) => Array(2).fill(() => click(contents, `table[aria-label="${list.table}"] thead th:nth-child(${at}) button`)));
  const beginnings = new Set(names.map((/** @type {string} */ name) => name.toLowerCase()).filter((/** @type {string} */ name) => /^[a-z]{3}/.test(name)).map((/** @type {string} */ name) => name.slice(0, 3)));
  const box = `${bar} input[type="search"]`;
  const typed = [...beginnings].flatMap((beginning) => [
    // One letter alone is somewhere in nearly every row.
    async () => { await inPage(contents, page.selectText, box); await contents.insertText(beginning.slice(0, 2)); },
    () => contents.insertText(beginning.slice(2)),
    async () => { await inPage(contents, page.selectText, box); contents.delete(); },
  ]);
  const chosen = (await inPage(contents, page.choicesIn, bar)).flatMap((/** @type {{ name: string, values: readonly string[] }} */ { name, values: [all, ...rest] }) =>
    rest.flatMap((value) => [value, all].map((each) => () => inPage(contents, page.choose, `${bar} select[aria-label="${name}"]`, each))));
  const typing = await repeat(contents, list, typed);
  await inPage(contents, page.selectText, box);
  contents.delete();
  await pause(QUIET_IN_MS * 3);
  const choosing = await repeat(contents, list, chosen);
  for (const { name, values: [all] } of await inPage(contents, page.choicesIn, bar)) await inPage(contents, page.choose, `${bar} select[aria-label="${name}"]`, all);
  await pause(QUIET_IN_MS * 3);
  return { typing, choosing, sorting: await repeat(contents, list, heads) };
}

/** A new page in the same app has read nothing yet. */
async function newPage(/** @type {Electron.WebContents} */ contents) {
  const loaded = new Promise((resolve) => contents.once('dom-ready', resolve));
  contents.reload();
  await loaded;
  await ready(contents);
}

/** @param {Electron.WebContents} contents */
async function ready(contents) {
  await inPage(contents, whenSearchFocused);
  await pause(SETTLE_IN_MS);
}

/** @param {Electron.WebContents} contents */
async function work(contents) {
  await ready(contents);
  BrowserWindow.fromWebContents(contents)?.setContentSize(WINDOW.width, WINDOW.height);
  await pause(SETTLE_IN_MS);
  const opened = lists.map(() => /** @type {Awaited<ReturnType<typeof openOnce>>[]} */ ([]));
  for (let round = 0; round < samples + 1; round += 1) {
    if (round > 0) await newPage(contents);
    for (const [at, list] of lists.entries()) opened[at]?.push(await openOnce(contents, list));
    // A new page begins with the search; so does the next round.
    await click(contents, 'a[href="#people"]');
    await pause(QUIET_IN_MS * 3);
  }
  const results = [];
  for (const [at, list] of lists.entries()) {
    await click(contents, `a[href="#${list.view}"]`);
    await pause(SETTLE_IN_MS);
    results.push({ ...list, opening: { results: (opened[at] ?? []).slice(1), unchanged: 0 }, ...(await useList(contents, list)) });
  }
  tell({ kind: 'done', lists: results });
}

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => void work(contents).catch(giveUp));
});
