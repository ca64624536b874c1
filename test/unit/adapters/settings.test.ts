import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSettings, type JsonStore } from '../../../main/adapters/settings/settings';
import { DEFAULT_SETTINGS, Settings } from '../../../shared/settings';
import { temporaryFolder } from '../../support/temporary';

/** In place of electron-store, which needs Electron: reads the file when read, writes it when assigned, throws where it cannot. */
function openStore(folder: string, name: string): JsonStore {
  const file = join(folder, `${name}.json`);
  return {
    get store() {
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
    },
    set store(value) {
      writeFileSync(file, JSON.stringify(value));
    },
  };
}

function given(content?: string | Buffer, folder = temporaryFolder(), at = '2026-03-02T09:15:00.000Z') {
  const file = join(folder, 'settings.json');
  if (content !== undefined) writeFileSync(file, content);
  return { folder, file, settings: openSettings({ folder, openStore, now: () => new Date(at) }) };
}
const json = (value: unknown) => JSON.stringify(value);

describe('the settings', () => {
  it('are the defaults at first, and what was chosen after a restart', () => {
    const { folder, settings } = given();
    expect([settings.read(), settings.setAside]).toEqual([DEFAULT_SETTINGS, null]);
    expect(settings.update({ theme: 'dark', window: { width: 900, height: 700, isMaximized: true, x: -5, y: 10 } })).toEqual({
      ok: true, value: { ...DEFAULT_SETTINGS, theme: 'dark', window: { width: 900, height: 700, isMaximized: true, x: -5, y: 10 } },
    });
    expect(given(undefined, folder).settings.read()).toMatchObject({ theme: 'dark', window: { x: -5 } });
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it.each<[string, string | Buffer]>([
    ['is no JSON', '{"theme": '], ['is empty', ''], ['is another type', '[1]'], ['has a wrong type in it', json({ theme: 5 })],
    ['has a text for the window', json({ window: 'big' })], ['is huge', `{"x":"${'x'.repeat(70_000)}"}`], ['is binary', Buffer.alloc(300, 0xfe)],
  ])('are set aside and the defaults used when the file %s', (_, content) => {
    const { folder, settings } = given(content);
    const name = 'settings.broken-2026-03-02T09-15-00.000Z.json';
    expect([settings.setAside, settings.read(), readdirSync(folder), readFileSync(join(folder, name)).equals(Buffer.from(content))]).toEqual([name, DEFAULT_SETTINGS, [name], true]);
    expect(settings.update({ density: 'compact' })).toMatchObject({ ok: true });
  });

  it('are set aside when the file is a folder', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'settings.json'));
    expect(given(undefined, folder).settings.setAside).toBe('settings.broken-2026-03-02T09-15-00.000Z.json');
  });

  it('keep the newest five that were set aside', () => {
    const folder = temporaryFolder();
    for (let day = 1; day <= 8; day += 1) given('{', folder, `2026-03-0${day}T09:15:00.000Z`);
    expect(readdirSync(folder).sort().map((name) => name.slice(16, 26))).toEqual(['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08']);
  });

  it.each<[string, unknown, Partial<Settings>]>([
    ['keys of a newer version', { theme: 'dark', sparkle: { a: 1 } }, { theme: 'dark' }],
    ['a choice of a newer version', { theme: 'sepia', density: 'compact' }, { density: 'compact' }],
    ['a window off limits', { theme: 'light', window: { width: 1, height: 9e9, isMaximized: false } }, { theme: 'light' }],
    ['a window with a wrong part', { theme: 'light', window: { width: 'x' } }, { theme: 'light' }],
  ])('lose to %s that field alone', (_, content, kept) => {
    const { settings } = given(json(content));
    expect([settings.read(), settings.setAside]).toEqual([{ ...DEFAULT_SETTINGS, ...kept }, null]);
  });

  it('leave what other versions wrote in the file', () => {
    const { file, settings } = given(json({ sparkle: 1, theme: 'dark' }));
    settings.update({ density: 'compact' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ sparkle: 1, theme: 'dark', density: 'compact' });
  });

  it('are always valid, whatever JSON lies in the file', () => {
    const folder = temporaryFolder();
    const odd = fc.oneof(fc.jsonValue(), fc.record({ theme: fc.jsonValue(), density: fc.constantFrom('compact', 1), lastView: fc.string(), window: fc.jsonValue() }, { requiredKeys: [] }));
    fc.assert(
      fc.property(odd, (value) => {
        expect(Settings.safeParse(given(json(value), folder).settings.read()).success).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('keep their last value when the file is broken while the app runs, and mend it at the next change', () => {
    const { file, settings } = given(json({ theme: 'dark' }));
    settings.read();
    writeFileSync(file, '{');
    expect(settings.read().theme).toBe('dark');
    expect([settings.update({ density: 'compact' }).ok, JSON.parse(readFileSync(file, 'utf8'))]).toEqual([true, { ...DEFAULT_SETTINGS, theme: 'dark', density: 'compact' }]);
  });

  it('answer a change that is none, and one that cannot be written, without throwing', () => {
    const { settings } = given();
    expect(settings.update({ theme: 'sepia' as 'dark' })).toEqual({ ok: false, error: { kind: 'invalid-input', paths: ['theme'] } });
    const folder = join(temporaryFolder(), 'file');
    writeFileSync(folder, '');
    const blocked = openSettings({ folder, openStore });
    expect([blocked.read(), blocked.setAside, blocked.update({ theme: 'dark' }), blocked.read()]).toEqual([DEFAULT_SETTINGS, null, { ok: false, error: { kind: 'settings-unwritable' } }, DEFAULT_SETTINGS]);
  });
});
