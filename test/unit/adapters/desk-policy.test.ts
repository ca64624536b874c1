import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createDeskPolicySource, deskPolicyFile } from '../../../main/adapters/desk-policy/desk-policy-source';
import { readDeskPolicyText } from '../../../main/adapters/desk-policy/desk-policy-text';
import { DeskPolicy, TenantPlace } from '../../../shared/desk-policy';
import { temporaryFolder } from '../../support/temporary';

const GUID = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
const valid: DeskPolicy = { version: 1, tenantId: GUID, clientId: GUID, cloud: 'global' };
const isRoot = process.getuid?.() === 0;

function given(content: string | Buffer) {
  const file = join(temporaryFolder(), 'desk.json');
  writeFileSync(file, content);
  return { file, reading: createDeskPolicySource({ file, mustBeAdministratorOwned: false }).read() };
}
const isPlaceOrNull = (place: unknown) => place === null || TenantPlace.safeParse(place).success;
const text = (value: unknown) => JSON.stringify(value, null, 2);

describe('the desk policy', () => {
  it.each<[string, string | Buffer]>([['as written', text(valid)], ['with a byte order mark', `\ufeff${text(valid)}`], ['with Windows line ends', text(valid).replaceAll('\n', '\r\n')]])('is read %s', (_, content) => {
    const { file, reading } = given(content);
    expect(reading).toEqual({ state: 'present', file, policy: valid });
  });

  it('has an example that is valid', () => {
    expect(readDeskPolicyText(readFileSync('docs/desk.example.json', 'utf8'))).toMatchObject({ ok: true });
  });

  it('is absent when there is no file, and broken when a link leads nowhere', () => {
    const file = join(temporaryFolder(), 'desk.json');
    const source = createDeskPolicySource({ file, mustBeAdministratorOwned: true });
    expect(source.read()).toEqual({ state: 'absent', file });
    if (process.platform === 'win32') return;
    symlinkSync('/nowhere/desk.json', file);
    expect(source.read()).toMatchObject({ state: 'broken' });
  });

  it.each<[string, string, { line: number; column: number; rule: string; problem: unknown }]>([
    ['a comment', '{\n  // hello\n  "version": 1 }', { line: 2, column: 3, rule: '', problem: expect.stringContaining('Comments are not allowed') }],
    ['a trailing comma', '{\n  "version": 1,\n}', { line: 3, column: 1, rule: '', problem: expect.stringContaining('comma too many') }],
    ['a missing comma', '{ "version": 1\n  "cloud": "global" }', { line: 2, column: 3, rule: '', problem: expect.stringContaining('comma is missing') }],
    ['an end too early', '{ "version": 1', { line: 1, column: 15, rule: '', problem: expect.stringContaining('ends too early') }],
    ['nothing', '', { line: 1, column: 1, rule: '', problem: expect.any(String) }],
    ['an array', '[]', { line: 1, column: 1, rule: '', problem: expect.stringContaining('one object') }],
    ['a key twice', text(valid).replace('{', '{ "version": 1,'), { line: 2, column: 3, rule: 'version', problem: '"version" is there twice. Remove one of them.' }],
    ['a key twice, deeper', '{ "cloud": { "graph": 1,\n "graph": 2 } }', { line: 2, column: 2, rule: 'cloud.graph', problem: expect.stringContaining('twice') }],
    ['a misspelt key', text(valid).replace('tenantId', 'tennantId'), { line: 3, column: 3, rule: 'tennantId', problem: expect.stringMatching(/^"tennantId" is not a setting\. .*tenantId, clientId, cloud/) }],
    ['a missing key', text({ ...valid, clientId: undefined }), { line: 1, column: 1, rule: 'clientId', problem: expect.stringMatching(/^"clientId" is missing\. It must be the app registration's client id/) }],
    ['a newer version', text({ ...valid, version: 2 }), { line: 2, column: 14, rule: 'version', problem: '"version" must be 1, the only version there is.' }],
    ['an id that is none', text({ ...valid, tenantId: 'contoso' }), { line: 3, column: 15, rule: 'tenantId', problem: expect.stringContaining('a GUID such as') }],
    ['an unknown cloud', text({ ...valid, cloud: 'mars' }), { line: 5, column: 12, rule: 'cloud', problem: expect.stringContaining('"usgov-l4"') }],
    ['plain http', text({ ...valid, cloud: { authority: 'http://login.example/t', graph: 'https://graph.example' } }), { line: 6, column: 18, rule: 'cloud.authority', problem: expect.stringContaining('https://host/TENANT') }],
    ['Graph with a version', text({ ...valid, cloud: { authority: 'https://login.example/t', graph: 'https://graph.example/v1.0' } }), { line: 7, column: 14, rule: 'cloud.graph', problem: expect.stringContaining('without path or version') }],
    ['half a cloud', text({ ...valid, cloud: { graph: 'https://graph.example' } }), { line: 5, column: 12, rule: 'cloud.authority', problem: expect.stringContaining('missing') }],
    ['an unknown key of a cloud', text({ ...valid, cloud: { authority: 'https://login.example/t', graph: 'https://graph.example', beta: 1 } }), { line: 8, column: 5, rule: 'cloud.beta', problem: expect.stringContaining('authority, graph') }],
    ['a key meant for the prototype', text(valid).replace('{', '{ "__proto__": {},'), { line: 1, column: 3, rule: '__proto__', problem: expect.stringContaining('not a setting') }],
  ])('says where and what to do about %s', (_, content, expected) => {
    const { file, reading } = given(content);
    expect(reading).toEqual({ state: 'broken', file, error: { kind: 'desk-policy-broken', file, ...expected }, place: expect.toSatisfy(isPlaceOrNull) });
  });

  it.each<[string, string | Buffer]>([['larger than 1 MiB', ' '.repeat(1_048_577)], ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])], ['nested a hundred thousand deep', '['.repeat(100_000)]])('is broken when it is %s', (_, content) => {
    expect(given(content).reading).toMatchObject({ state: 'broken', error: { line: expect.any(Number), problem: expect.stringMatching(/\.$/) } });
  });

  it('is broken when it is a folder, or a pipe, which is not waited for', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'b')]);
    for (const name of process.platform === 'win32' ? ['a'] : ['a', 'b']) {
      expect(createDeskPolicySource({ file: join(folder, name), mustBeAdministratorOwned: false }).read()).toMatchObject({ state: 'broken' });
    }
  });

  it('answers for any text, with a place inside of it', () => {
    const mangled = fc.tuple(fc.nat(), fc.nat({ max: 20 }), fc.string({ maxLength: 4 })).map(([at, length, put]) => {
      const start = at % text(valid).length;
      return text(valid).slice(0, start) + put + text(valid).slice(start + length);
    });
    fc.assert(
      fc.property(fc.oneof(mangled, fc.string(), fc.json()), (content) => {
        const read = readDeskPolicyText(content);
        const lines = content.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
        const isSound = read.ok
          ? DeskPolicy.safeParse(read.value).success
          : read.error.line <= lines.length && read.error.column <= (lines[read.error.line - 1] ?? '').length + 1 && read.error.problem.endsWith('.');
        expect([isSound, read]).toEqual([true, read]);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[NodeJS.Platform, string]>([
    ['linux', '/etc/tapdesk/desk.json'],
    ['darwin', '/Library/Application Support/Tapdesk/desk.json'],
    ['win32', 'C:\\ProgramData\\Tapdesk\\desk.json'],
  ])('lies on %s at %s, whatever the environment says', (platform, file) => {
    vi.stubEnv('ProgramData', 'D:\\Mine').stubEnv('PROGRAMDATA', 'D:\\Mine');
    expect(deskPolicyFile(platform)).toBe(file);
    vi.unstubAllEnvs();
  });
});

/** Needs root, and a folder all the way up to which only root may write. */
describe.skipIf(!isRoot)('the machine-wide desk policy', () => {
  function underRoot() {
    const folder = mkdtempSync('/etc/tapdesk-test-');
    chmodSync(folder, 0o755);
    const file = join(folder, 'desk.json');
    writeFileSync(file, text(valid), { mode: 0o644 });
    const read = (path = file) => {
      const reading = createDeskPolicySource({ file: path, mustBeAdministratorOwned: true }).read();
      return reading.state === 'broken' ? reading.error.problem : reading.state;
    };
    return { folder, file, read, done: () => rmSync(folder, { recursive: true }) };
  }

  it('is taken when only root can have written it, and refused otherwise, with the command that mends it', () => {
    const { folder, file, read, done } = underRoot();
    const seen = [read()];
    chmodSync(file, 0o664);
    seen.push(read());
    chmodSync(file, 0o644);
    chmodSync(folder, 0o777);
    seen.push(read());
    chmodSync(folder, 0o755);
    execFileSync('chown', ['65534', file]);
    seen.push(read());
    execFileSync('chown', ['0', file]);
    const link = join(folder, 'link.json');
    symlinkSync(file, link);
    seen.push(read(link));
    const elsewhere = join(temporaryFolder(), 'desk.json');
    writeFileSync(elsewhere, text(valid));
    rmSync(link);
    symlinkSync(elsewhere, link);
    seen.push(read(link));
    done();
    expect(seen).toEqual([
      'present',
      `${file} must not be writable for anybody but root. Run: chmod go-w '${file}'.`,
      `${folder} must not be writable for anybody but root. Run: chmod go-w '${folder}'.`,
      `${file} must belong to root, because only an administrator may set limits. Run: chown root '${file}'.`,
      'present',
      expect.stringMatching(/^\/tmp must not be writable/),
    ]);
  });
});
