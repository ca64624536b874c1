/**
 * Examples from Microsoft's documentation, as they stand. They lie beside the checkout; without them the tests that read them are
 * skipped, and say so.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { ItemReply, Reply } from './fake-graph';

export type Body = Readonly<Record<string, unknown>>;
export type Example = { readonly method: string; readonly path: string; readonly requestBody: Body | null; readonly status: number; readonly responseHeaders: Readonly<Record<string, string>>; readonly responseBody: Body | null };

const FOLDER = fileURLToPath(new URL('../../../../shared/graph/examples/', import.meta.url));
const isThere = existsSync(FOLDER);
if (!isThere) console.warn(`SKIPPED: documentation examples of Microsoft Graph are not at ${FOLDER}`);

export const test = isThere ? it : it.skip;

/** Of this test file. */
export const replayed = new Set<string>();

export function example(name: string): Example {
  replayed.add(name);
  return JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8')) as Example;
}

export const body = (name: string): ItemReply => ({ status: example(name).status, body: example(name).responseBody });

export function reply(name: string): Reply {
  const { status, responseHeaders, responseBody } = example(name);
  // Its length is that of the original's bytes, not of ours.
  const headers = Object.fromEntries(Object.entries(responseHeaders).filter(([header]) => header.toLowerCase() !== 'content-length'));
  return { status, headers: { 'request-id': '', ...headers }, ...(responseBody === null ? {} : { body: responseBody }) };
}

/** To stand last in its file. @param families - Names of the examples that the file is there for. @param withoutCall - Those that are not replayed, and why. */
export function everyOneIsReplayed(families: RegExp, withoutCall: Readonly<Record<string, string>>): void {
  test('every one is replayed, or is said to be none of this app’s', () => {
    const concerned = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, '')).filter((name) => families.test(name));
    console.warn(`NOT REPLAYED: ${Object.entries(withoutCall).map(([name, because]) => `${name} (${because})`).join('; ')}`);
    expect([...replayed, ...Object.keys(withoutCall)].sort()).toEqual(concerned.sort());
  });
}
