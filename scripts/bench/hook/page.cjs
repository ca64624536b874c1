'use strict';
/**
 * What the hooks run inside the page. Each function is sent as text, so it may use nothing but its arguments and the page.
 */
/* global document, window, HTMLInputElement, MutationObserver, requestAnimationFrame */

/** Resolves two frames after the search box has the focus: then it is painted, and what is typed arrives. */
function whenSearchFocused() {
  const now = () => performance.timeOrigin + performance.now();
  return new Promise((resolve) => {
    const look = () => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLInputElement) || focused.type !== 'search') return void requestAnimationFrame(look);
      const focusedAt = now();
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const readyAt = now();
        // The paint is entered in the page's books a little later than it happened.
        setTimeout(() => {
          const [page] = performance.getEntriesByType('navigation');
          const [paint] = performance.getEntriesByName('first-paint');
          resolve({
            readyAt,
            focusedAt,
            navigatedAt: performance.timeOrigin,
            parsedAt: performance.timeOrigin + (page?.domInteractive ?? 0),
            paintedAt: paint ? performance.timeOrigin + paint.startTime : null,
          });
        }, 250);
      }));
    };
    look();
  });
}

/** Issues one pass, looks at the passcode and closes the hand-over, so that no secret piles up. Times the issue alone. */
async function issueOnce(personId) {
  const verified = await window.desk.call('verification.record', { personId, kind: 'photo-id', against: 'Passport, on video', againstId: '' });
  if (!verified.ok) return { took: 0, refused: verified.error.kind };
  const begun = performance.now();
  const reply = await window.desk.call('passes.issue', {
    personId, lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: null, reason: 'Bench: lost phone', ticket: 'INC-1001', replacesPassId: null,
    acknowledged: ['eligible-roles', 'tenant-policy', 'recent-changes', 'contract-end'], verificationId: verified.value.id, scenario: 'lost-phone', taskId: null,
  });
  const took = performance.now() - begun;
  if (!reply.ok) return { took, refused: reply.error.kind };
  const { handle } = reply.value;
  for (const [method, input] of [['passcode.reveal', { handle }], ['passcode.seen', { handle, isShown: true }], ['passcode.close', { handle }]]) {
    const after = await window.desk.call(method, input);
    if (!after.ok) throw new Error(`${method}: ${after.error.kind}`);
  }
  return { took };
}

/** People found for each of these words. */
async function peopleFor(words) {
  const found = [];
  for (const query of words) {
    const reply = await window.desk.call('people.search', { query });
    if (!reply.ok) throw new Error(`people.search: ${reply.error.kind}`);
    found.push(...reply.value.people);
  }
  return found;
}

/** Empties the search box and resolves when the last list has gone and nothing is on its way any more. */
function clearSearch(quietInMs) {
  const box = document.querySelector('input[type="search"]');
  box.focus();
  box.select();
  document.execCommand('delete');
  return new Promise((resolve) => setTimeout(resolve, quietInMs));
}

/** Resolves once the rows for what is being typed are painted; told before the typing begins, when there are no rows. */
function whenRowsPainted(limitInMs) {
  const now = () => performance.timeOrigin + performance.now();
  // A list that is busy still shows the people of the search before.
  const rows = () => document.querySelectorAll('[role="listbox"]:not([aria-busy="true"]) [role="option"]').length;
  if (rows() > 0) return Promise.reject(new Error('the list of the search before is still there'));
  return new Promise((resolve) => {
    let typedAt = 0;
    const onInput = () => { typedAt = now(); };
    const end = () => {
      clearTimeout(timer);
      observer.disconnect();
      window.removeEventListener('input', onInput, true);
    };
    const observer = new MutationObserver(() => {
      if (rows() === 0) return;
      end();
      const renderedAt = now();
      requestAnimationFrame(() => setTimeout(() => resolve({ typedAt, renderedAt, paintedAt: now(), rows: rows() })));
    });
    const timer = setTimeout(() => { end(); resolve(null); }, limitInMs);
    window.addEventListener('input', onInput, true);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-busy'] });
  });
}

/**
 * @param {Electron.WebContents} contents
 * @param {Function} act one of the functions above
 * @param {...unknown} args
 */
const inPage = (contents, act, ...args) => contents.executeJavaScript(`(${act.toString()})(...${JSON.stringify(args)})`, true);

module.exports = { clearSearch, inPage, issueOnce, peopleFor, whenRowsPainted, whenSearchFocused };
