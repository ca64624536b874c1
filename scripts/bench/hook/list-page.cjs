'use strict';
/**
 * What the lists' hook runs inside the page. Each function is sent as text, so it may use nothing but its arguments and
 * the page.
 */
/* global document, window, Event, HTMLInputElement, HTMLSelectElement, MutationObserver, requestAnimationFrame */

/**
 * Begins to watch for a change of a table's rows, in sight or in number; `rowsSettled` then tells. Two steps, so that the
 * watch stands before the act. The end is two frames after the last change: what is laid out once more after it was
 * drawn counts.
 */
function watchRows(tableName, limitInMs) {
  const now = () => performance.timeOrigin + performance.now();
  const table = () => document.querySelector(`table[aria-label="${tableName}"]`);
  const rows = () => [...(table()?.querySelectorAll('tbody [data-row]') ?? [])].map((row) => row.dataset.row);
  const seen = () => [rows().length === 0 ? 'none' : table()?.ariaRowCount, ...rows()].join('\n');
  const before = table() ? seen() : 'none';
  const acts = ['input', 'change', 'click'];
  window.benchRows = new Promise((resolve) => {
    let actedAt = 0;
    let changedAt = 0;
    // When the act happened, not when the page found time to hear of it.
    const onAct = (event) => { actedAt ||= performance.timeOrigin + event.timeStamp; };
    const end = (result) => {
      clearTimeout(timer);
      observer.disconnect();
      for (const act of acts) window.removeEventListener(act, onAct, true);
      resolve(result);
    };
    const observer = new MutationObserver((changes) => {
      // Clocks tick inside the rows all the time.
      const isOfRows = ({ type, target }) => (type === 'attributes' ? target === table() : target.contains(table()) || target.parentNode === table());
      if (!changes.some(isOfRows) || seen() === before) return;
      clearTimeout(timer);
      const seenAt = now();
      changedAt = seenAt;
      requestAnimationFrame(() => requestAnimationFrame(() => {
        if (changedAt === seenAt) end({ actedAt, changedAt, paintedAt: now(), drawn: rows().length });
      }));
    });
    const timer = setTimeout(() => end(null), limitInMs);
    for (const act of acts) window.addEventListener(act, onAct, true);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-rowcount'] });
  });
}

/** @returns null when no row changed in time */
function rowsSettled() {
  return window.benchRows;
}

/** The middle of an element, in the window. */
function middleOf(selector) {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`There is no ${selector}.`);
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) throw new Error(`${selector} is not in sight.`);
  return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
}

/** Marks the text of a filter box, so that what is typed replaces it. */
function selectText(selector) {
  const box = document.querySelector(selector);
  if (!(box instanceof HTMLInputElement)) throw new Error(`There is no box ${selector}.`);
  box.focus();
  box.select();
}

/** By event, because on some systems only the popup of a menu, which is not part of the page, changes it by hand. */
function choose(selector, value) {
  const choice = document.querySelector(selector);
  if (!(choice instanceof HTMLSelectElement)) throw new Error(`There is no choice ${selector}.`);
  choice.value = value;
  choice.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The choices of a filter bar that are in sight, with what can be chosen. */
function choicesIn(selector) {
  return [...document.querySelectorAll(`${selector} select`)]
    .filter((choice) => choice.getClientRects().length > 0)
    .map((choice) => ({ name: choice.getAttribute('aria-label'), values: [...choice.options].map(({ value }) => value) }));
}

/** What the table says it holds: names of the people drawn, how many columns sort, and how many rows there are in all. */
function readTable(tableName) {
  const table = document.querySelector(`table[aria-label="${tableName}"]`);
  return {
    names: [...table.querySelectorAll('tbody th bdi')].map((name) => name.textContent),
    columns: [...table.querySelectorAll('thead th')].flatMap((head, at) => (head.querySelector('button') ? [at + 1] : [])),
    rows: Number(table.getAttribute('aria-rowcount')) - 1,
  };
}

module.exports = { choicesIn, choose, middleOf, readTable, rowsSettled, selectText, watchRows };
