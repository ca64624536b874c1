'use strict';
/**
 * Loaded with `electron -r` before the app: once the search box has the focus, issues passes and types searches in the
 * real window, one after the other, and tells the bench what each took and how much of it was the server's.
 */
const { app } = require('electron');
const page = require('./page.cjs');
const { giveUp, now, tell } = require('./tell.cjs');
const { exchangesIn, handlingOf, inFlight } = require('./watch.cjs');

/** @type {{ readonly samples: number, readonly warmUp: number, readonly debounceInMs: number }} */
const { samples, warmUp, debounceInMs } = JSON.parse(process.env.TAPDESK_BENCH ?? '{}');
/** What is loaded after the first paint is loaded by then. */
const SETTLE_IN_MS = 3_000;
/** Between two searches: longer than the debounce, so that the box knows that it is empty. */
const QUIET_IN_MS = 400;
const BETWEEN_KEYS_IN_MS = 25;
const ROWS_LIMIT_IN_MS = 5_000;
const WORDS = ['an', 'be', 'ca', 'da', 'el', 'fr', 'ha', 'jo', 'ka', 'le', 'ma', 'ni', 'pe', 'ro', 'sa', 'to'];

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param {Electron.WebContents} contents
 * @param {readonly { readonly id: string }[]} people
 */
async function issueToMany(contents, people) {
  const results = [];
  /** @type {Record<string, number>} */
  const refused = {};
  for (const { id } of people) {
    if (results.length === samples + warmUp) break;
    const since = now();
    const { took, refused: why } = await page.inPage(contents, page.issueOnce, id);
    const handling = handlingOf('desk:passes.issue', since);
    if (why !== undefined || !handling) {
      refused[why ?? 'unseen'] = (refused[why ?? 'unseen'] ?? 0) + 1;
      continue;
    }
    const http = inFlight(handling.begun, handling.ended);
    const handled = handling.ended - handling.begun;
    results.push({ total: took, http, beyond: took - http, main: handled - http, bridge: took - handled, exchanges: exchangesIn(handling.begun, handling.ended) });
  }
  return { results: results.slice(warmUp), refused };
}

/**
 * @param {Electron.WebContents} contents
 * @param {string} query
 */
async function searchOnce(contents, query) {
  await page.inPage(contents, page.clearSearch, QUIET_IN_MS);
  const since = now();
  const painted = page.inPage(contents, page.whenRowsPainted, ROWS_LIMIT_IN_MS);
  for (const letter of query) {
    await contents.insertText(letter);
    await pause(BETWEEN_KEYS_IN_MS);
  }
  const seen = await painted;
  if (seen === null) return undefined;
  const handling = handlingOf('desk:people.search', Math.max(since, seen.typedAt));
  // On a busy machine two keys can lie further apart than the debounce; the rows are then those of a beginning.
  if (!handling || handling.ended > seen.renderedAt) return undefined;
  const asked = seen.typedAt + debounceInMs;
  const http = inFlight(handling.begun, handling.ended);
  return {
    total: seen.paintedAt - asked,
    http,
    beyond: seen.paintedAt - asked - http,
    toMain: handling.begun - asked,
    main: handling.ended - handling.begun - http,
    toRows: seen.renderedAt - handling.ended,
    toPaint: seen.paintedAt - seen.renderedAt,
    rows: seen.rows,
    exchanges: exchangesIn(handling.begun, handling.ended),
  };
}

/** Words people would type: the beginnings of the names that exist, each once. */
function queriesFrom(/** @type {readonly { readonly displayName: string }[]} */ people) {
  const beginnings = people.flatMap(({ displayName }) => displayName.split(/\s+/)).filter((word) => /^[A-Za-z]{4,}$/.test(word));
  return [...new Set([4, 5].flatMap((length) => beginnings.map((word) => word.slice(0, length).toLowerCase())))];
}

/** @param {Electron.WebContents} contents */
async function work(contents) {
  await page.inPage(contents, page.whenSearchFocused);
  await pause(SETTLE_IN_MS);
  const found = await page.inPage(contents, page.peopleFor, WORDS);
  const people = [...new Map(found.map((/** @type {any} */ row) => [row.id, row])).values()];
  const members = people.filter(({ kind, accountEnabled }) => kind === 'member' && accountEnabled);
  const issue = await issueToMany(contents, members);
  const search = [];
  for (const query of queriesFrom(people)) {
    if (search.length === samples + warmUp) break;
    const result = await searchOnce(contents, query);
    if (result) search.push(result);
  }
  tell({ kind: 'done', issue, search: { results: search.slice(warmUp) } });
}

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => void work(contents).catch(giveUp));
});
