/**
 * A person at a browser, without a browser: `xdg-open` in the tests. Follows redirects over TLS, keeps cookies, fills in
 * the provider's forms and sends what comes back to the app's loopback address, as a browser does with `form_post`.
 * What it is to do is read from `plan.json` beside the command each time; what it met goes to `visits.jsonl`.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { URLSearchParams } from 'node:url';

/** @typedef {{ who: string, does: 'sign-in' | 'decline' | 'nothing', ca: string }} Plan */

const folder = process.env['ROBOT_FOLDER'] ?? path.dirname(process.argv[1] ?? '');
/** @type {Plan} */
const plan = JSON.parse(readFileSync(path.join(folder, 'plan.json'), 'utf8'));
const MOST_STEPS = 20;
const LIMIT_IN_MS = 20_000;

/** @param {Record<string, unknown>} visit */
const note = (visit) => appendFileSync(path.join(folder, 'visits.jsonl'), `${JSON.stringify(visit)}\n`);

/** @type {Map<string, string>} cookies of the provider; the loopback gets none */
const cookies = new Map();

/**
 * @param {string} url
 * @param {string} [form] sent by POST when given
 * @returns {Promise<{ status: number, location?: string, type: string, text: string }>}
 */
function visit(url, form) {
  const isProvider = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const request = (isProvider ? https : http).request(url, {
      method: form === undefined ? 'GET' : 'POST',
      family: 4,
      timeout: LIMIT_IN_MS,
      ...(isProvider && { ca: plan.ca }),
      headers: {
        ...(isProvider && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form) }),
      },
    }, (answer) => {
      for (const cookie of answer.headers['set-cookie'] ?? []) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (isProvider) cookies.set(name, value);
      }
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => { text += chunk; });
      answer.on('end', () => resolve({
        status: answer.statusCode ?? 0,
        ...(answer.headers.location && { location: answer.headers.location }),
        type: answer.headers['content-type'] ?? '',
        text,
      }));
    });
    request.on('timeout', () => request.destroy(new Error('time limit')));
    request.on('error', reject);
    request.end(form);
  });
}

/** @param {string} tag @param {string} name */
function attribute(tag, name) {
  return new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1]?.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** @param {string} form its HTML @returns {string} what the person sends */
function fillIn(form) {
  const data = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*>/gi)) {
    const name = attribute(tag, 'name');
    if (name) data.set(name, name === 'login' ? plan.who : (attribute(tag, 'value') ?? ''));
  }
  // The provider's own pages have two buttons; the page that goes back to the app has none.
  if (/<button/i.test(form)) data.set('press', plan.does === 'decline' ? 'cancel' : 'continue');
  return data.toString();
}

/** @param {string} start */
async function browse(start) {
  note({ opened: start });
  if (plan.does === 'nothing') return;
  let url = start;
  /** @type {string | undefined} */
  let form;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const answer = await visit(url, form);
    form = undefined;
    if (answer.location !== undefined) {
      url = new URL(answer.location, url).href;
      continue;
    }
    const found = /<form[^>]*>[\s\S]*?<\/form>/i.exec(answer.text)?.[0];
    if (found === undefined) return note({ ended: url, status: answer.status, text: answer.text });
    url = new URL(attribute(found, 'action') || url, url).href;
    form = fillIn(found);
  }
  throw new Error('too many steps');
}

await browse(process.argv[2] ?? '').catch((error) => note({ failed: String(error) }));
