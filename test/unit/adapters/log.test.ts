import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLog } from '../../../main/adapters/log/log';
import { reduceError } from '../../../main/adapters/log/redact';
import { temporaryFolder } from '../../support/temporary';

const clock = { now: () => new Date('2026-03-02T09:15:00.000Z') };
const CANARY = 'c4naryPasscode';

function given(rotateBytes?: number) {
  const folder = join(temporaryFolder(), 'logs');
  const log = createLog({ folder, clock, ...(rotateBytes !== undefined && { rotateBytes }) });
  const text = (name = 'tapdesk.log') => readFileSync(join(folder, name), 'utf8');
  return { folder, log, text, lines: () => text().trimEnd().split('\n').map((line) => JSON.parse(line) as unknown) };
}

describe('the log', () => {
  it('writes one JSON object a line, private to its owner', () => {
    const { folder, log, lines } = given();
    log.info('session.signed-in', { correlationId: '1b4e28ba-2fa1-11d2-883f-0016d3cca427', durationMs: 12 });
    log.warn('graph.retried', { status: 503 });
    expect(lines()).toEqual([
      { at: '2026-03-02T09:15:00.000Z', level: 'info', event: 'session.signed-in', correlationId: '1b4e28ba-2fa1-11d2-883f-0016d3cca427', durationMs: 12 },
      { at: '2026-03-02T09:15:00.000Z', level: 'warn', event: 'graph.retried', status: 503 },
    ]);
    if (process.platform !== 'win32') expect([folder, join(folder, 'tapdesk.log')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  it('drops every field nobody allowed, and free text in those that are', () => {
    const { log, lines } = given();
    log.error('x', { passcode: CANARY, token: CANARY, name: 'Ada Lovelace', code: 'ada@contoso.example', kind: { nested: CANARY }, state: [CANARY], status: NaN, at: 'forged', level: 'forged' });
    expect(lines()).toEqual([{ at: '2026-03-02T09:15:00.000Z', level: 'error', event: 'x', name: '(left out)', code: '(left out)' }]);
  });

  it('keeps of an error its name, code and frames, and nothing of its message', () => {
    const { log, text } = given();
    const parsed = z.object({ a: z.literal('b') }).safeParse({ a: CANARY });
    const nested = new Error(`GET https://login.example/?code=${CANARY}`, { cause: Object.assign(new TypeError(`${CANARY}\n    at ${CANARY} (${CANARY}.js:1:1)`), { code: 'ENOTFOUND' }) });
    const changed = new Error('before');
    changed.message = 'after';
    for (const cause of [parsed.error, nested, CANARY, { message: CANARY }, Object.assign(new Error(CANARY), { name: `Bad ${CANARY}` }), changed, null]) log.error('x', { cause });
    expect(text()).not.toContain(CANARY);
    expect(reduceError(nested)).toEqual({
      name: 'Error',
      stack: expect.arrayContaining([expect.stringMatching(/^(\S+ )?log\.test\.ts:\d+:\d+$/)]),
      cause: { name: 'TypeError', code: 'ENOTFOUND', stack: expect.arrayContaining([expect.stringMatching(/^(\S+ )?log\.test\.ts:\d+:\d+$/)]) },
    });
  });

  it('survives errors that refer to themselves, and values that cannot be written', () => {
    const { log, lines } = given();
    const loop = new Error('loop');
    loop.cause = loop;
    log.error('x', { cause: loop, count: 1n as unknown as number });
    expect(lines()).toHaveLength(1);
  });

  it('turns over at its size and keeps three old files', () => {
    const { folder, log } = given(300);
    for (let n = 0; n < 40; n += 1) log.info('event', { seq: n });
    expect(readdirSync(folder).sort()).toEqual(['tapdesk.1.log', 'tapdesk.2.log', 'tapdesk.3.log', 'tapdesk.log']);
    expect(readdirSync(folder).every((name) => statSync(join(folder, name)).size <= 300)).toBe(true);
    expect(readFileSync(join(folder, 'tapdesk.log'), 'utf8')).toContain('"seq":39');
  });

  it('never throws, even where nothing can be written', () => {
    const { folder, log } = given();
    writeFileSync(folder, 'a file where the folder should be');
    expect(() => log.error('x', { cause: new Error('y') })).not.toThrow();
  });

  it.skipIf(!existsSync('/dev/full'))('ignores a full disk', () => {
    const { folder, log } = given();
    mkdirSync(folder);
    symlinkSync('/dev/full', join(folder, 'tapdesk.log'));
    expect(() => log.info('x')).not.toThrow();
  });
});
