/** Windows itself is not here: its strings are, as Get-Acl prints them. */
import { win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sddlInvocation, sddlsIn } from '../../../main/adapters/desk-policy/read-sddls';
import { EVERYTHING, readSddl } from '../../../main/adapters/desk-policy/sddl';
import { accessProblem } from '../../../main/adapters/desk-policy/windows-access';
import { windowsOwnershipProblem, type WindowsSystem } from '../../../main/adapters/desk-policy/windows-ownership';

const FOLDER = 'C:\\ProgramData\\Tapdesk';
const FILE = `${FOLDER}\\desk.json`;
const USER = 'S-1-5-21-3623811015-3361044348-30300820-1013';
const TRUSTED_INSTALLER = 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464';
const ADMINISTRATOR = 'S-1-5-21-3623811015-3361044348-30300820-500';

/** As the installer makes them. */
const TIGHT_FOLDER = 'O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';
const TIGHT_FILE = 'O:BAG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)';
/** A folder in ProgramData without permissions of its own: users may add files. */
const DEFAULT_FOLDER = 'O:BAG:DUD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)';

describe('what Windows says about permissions', () => {
  it('is read with owner, types, flags, rights and trustees', () => {
    expect(readSddl(DEFAULT_FOLDER)).toEqual({
      ok: true,
      value: {
        owner: 'BA',
        access: [
          { type: 'A', flags: ['OI', 'CI', 'ID'], rights: 0x1f01ff, trustee: 'SY' },
          { type: 'A', flags: ['OI', 'CI', 'ID'], rights: 0x1f01ff, trustee: 'BA' },
          { type: 'A', flags: ['OI', 'CI', 'IO', 'ID'], rights: 0x10000000, trustee: 'CO' },
          { type: 'A', flags: ['OI', 'CI', 'ID'], rights: 0x1200a9, trustee: 'BU' },
          { type: 'A', flags: ['CI', 'ID'], rights: 0x116, trustee: 'BU' },
        ],
      },
    });
  });

  it.each<[string, string, unknown]>([
    ['no list at all', 'O:BAG:SYD:NO_ACCESS_CONTROL', { ok: true, value: { owner: 'BA', access: null } }],
    ['an empty list', 'O:SYG:SYD:P', { ok: true, value: { owner: 'SY', access: [] } }],
    ['an audit list after it', 'O:BAD:(A;;FR;;;WD)S:ARAI(AU;SAFA;FA;;;WD)', { ok: true, value: { owner: 'BA', access: [{ type: 'A', flags: [], rights: 0x120089, trustee: 'WD' }] } }],
    ['a condition with brackets and semicolons', 'O:BAD:(XA;;FX;;;S-1-1-0;(@User.Title=="P(;M" && (Member_of {SID(BA)})))(D;;FW;;;BG)', { ok: true, value: { owner: 'BA', access: [{ type: 'XA', flags: [], rights: 0x1200a0, trustee: 'S-1-1-0' }, { type: 'D', flags: [], rights: 0x120116, trustee: 'BG' }] } }],
    ['rights that are not known', 'O:BAD:(A;;FRQQ;;;BU)(A;;F;;;BU)(A;;010;;;BU)(A;;0x1ffffffff;;;BU)', { ok: true, value: { owner: 'BA', access: Array(4).fill({ type: 'A', flags: [], rights: EVERYTHING, trustee: 'BU' }) } }],
    ['nothing', '', { ok: false, error: expect.any(String) }],
    ['no owner', 'G:BAD:(A;;FA;;;BA)', { ok: false, error: expect.any(String) }],
    ['no list mentioned', 'O:BAG:SY', { ok: false, error: expect.any(String) }],
    ['an entry that does not end', 'O:BAD:(A;;FA;;;BA', { ok: false, error: expect.any(String) }],
    ['an entry without a trustee', 'O:BAD:(A;;FA;;;)', { ok: false, error: expect.any(String) }],
    ['something after the list', 'O:BAD:(A;;FA;;;BA)X', { ok: false, error: expect.any(String) }],
  ])('with %s is understood or refused', (_, sddl, expected) => {
    expect(readSddl(sddl)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['the folder as the installer makes it', TIGHT_FOLDER],
    ['a file in it', TIGHT_FILE],
    ['a file of TrustedInstaller', `O:${TRUSTED_INSTALLER}G:${TRUSTED_INSTALLER}D:PAI(A;;FA;;;${TRUSTED_INSTALLER})(A;;0x1200a9;;;BA)(A;;0x1200a9;;;SY)(A;;0x1200a9;;;BU)(A;;0x1200a9;;;AC)`],
    ['a file of the account Administrator', `O:${ADMINISTRATOR}G:DUD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FA;;;${ADMINISTRATOR})(A;ID;FR;;;BU)`],
    ['what only the creator of something inside will own', 'O:BAD:AI(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)'],
    ['rights of its owner', 'O:SYD:(A;;FA;;;OW)'],
    ['reading in every form', 'O:BAD:(A;;GRGX;;;WD)(A;;FRFX;;;AU)(A;;0x1200a9;;;BU)(A;;RCCCSWWPLO;;;IU)'],
    ['writing denied', 'O:BAD:(D;;FA;;;BU)(A;;FR;;;WD)'],
    ['nobody at all', 'O:BAD:P'],
  ])('passes for %s', (_, sddl) => {
    expect(accessProblem(sddl)).toBeNull();
  });

  it.each<[string, string, RegExp]>([
    ['a folder without permissions of its own', DEFAULT_FOLDER, /^can be written by Users,/],
    ['a file that a user made', `O:${USER}G:DUD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FA;;;${USER})(A;ID;0x1200a9;;;BU)`, /^belongs to S-1-5-21-.*-1013, and must belong to Administrators/],
    ['a file an administrator took over, but not from its creator', `O:BAG:DUD:AI(A;ID;FA;;;SY)(A;ID;FA;;;${USER})`, /^can be written by S-1-5-21-.*-1013,/],
    ['no access list', 'O:BAG:SYD:NO_ACCESS_CONTROL', /^has no access list/],
    ['domain users', 'O:BAD:(A;;0x1301bf;;;DU)', /Domain Users/],
    ['a creator, not only for what is inside', 'O:BAD:(A;OICI;GA;;;CO)', /whoever created it/],
    ['users of things inside', 'O:BAD:(A;OICIIO;GW;;;BU)', /Users/],
    ['an object entry', 'O:BAD:(OA;;DC;bf967aba-0de6-11d0-a285-00aa003049e2;;WD)', /Everyone/],
    ['a condition', 'O:BAD:(XA;;FW;;;WD;(@User.Title=="x"))', /Everyone/],
    ['an entry of a type that is not known', 'O:BAD:(QX;;FR;;;WD)', /Everyone/],
    ['a user whose id only ends like the administrator’s', 'O:BAD:(A;;FA;;;S-1-5-21-1-2-3-1500)', /1500/],
    ['a SID of another kind that ends in 500', 'O:S-1-15-2-1-500D:(A;;FR;;;BU)', /^belongs to S-1-15-2-1-500/],
    ['a service that is not TrustedInstaller', 'O:BAD:(A;;FA;;;S-1-5-80-1-2-3-4-5)', /S-1-5-80/],
    ['what cannot be read', 'O:BA', /does not understand/],
  ])('is refused for %s', (_, sddl, problem) => {
    expect(accessProblem(sddl)).toMatch(problem);
  });

  it.each(['DC', 'LC', 'RP', 'DT', 'CR', 'SD', 'WD', 'WO', 'GW', 'GA', 'FA', 'FW', '0x2', '0x4', '0x10', '0x40', '0x100', '0x10000', '0x40000', '0x80000', '0x40000000', '0x10000000', '0x2000000', 'ZZ'])('counts %s as writing', (right) => {
    expect(accessProblem(`O:BAD:(A;;FR${right.startsWith('0x') ? '' : right};;;BU)(A;;${right};;;AU)`)).toMatch(/can be written by/);
  });

  it('never throws, and lets nobody write by adding entries', () => {
    const right = fc.oneof(fc.constantFrom('FA', 'FR', 'GA', 'GW', 'DC', 'LCRP', '', 'QQ', '7'), fc.nat().map((mask) => `0x${mask.toString(16)}`));
    const trustee = fc.constantFrom('BA', 'SY', 'BU', 'WD', 'CO', USER, ADMINISTRATOR, 'OW', 'ZZ');
    const entry = fc.tuple(fc.constantFrom('A', 'D', 'OA', 'XA', 'XD', 'ZZ', ''), fc.constantFrom('', 'OICI', 'IO', 'OICIIO', 'ID', 'X'), right, trustee).map(([type, flags, rights, who]) => `(${type};${flags};${rights};;;${who})`);
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), entry, fc.string(), (some, one, anything) => {
        accessProblem(anything);
        accessProblem(`O:BAD:${anything}`);
        accessProblem(`O:BAD:(A;;FA;;;BA${anything})`);
        const before = accessProblem(`O:BAG:SYD:AI${some.join('')}`);
        if (before !== null) expect(accessProblem(`O:BAG:SYD:AI${[...some, one].join('')}`)).not.toBeNull();
        expect(accessProblem(`O:BAG:SYD:AI${some.join('')}(A;;FW;;;${USER})`)).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

describe('the desk policy on Windows', () => {
  /** A Windows with these security descriptors, and links from some paths to others. */
  function given(sddls: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}) {
    const asked: string[][] = [];
    const system: WindowsSystem = {
      linkTarget: (path) => links[path] ?? null,
      realPath: (path) => {
        let real = path;
        for (const [from, to] of [...Object.entries(links), ...Object.entries(links)]) if (real === from || real.startsWith(`${from}\\`)) real = win32.resolve(to) + real.slice(from.length);
        return real;
      },
      sddlsOf: (paths) => {
        asked.push([...paths]);
        return paths.map((path) => {
          const sddl = sddls[path];
          if (sddl === undefined) throw new Error('not found');
          return sddl;
        });
      },
    };
    return { problem: windowsOwnershipProblem(FILE, system), asked };
  }
  const tight = { [FILE]: TIGHT_FILE, [FOLDER]: TIGHT_FOLDER };

  it('counts with its folder, and nothing above', () => {
    expect(given(tight)).toEqual({ problem: null, asked: [[FILE, FOLDER]] });
  });

  it('says which of them is wrong and what to run', () => {
    const mend = (folder: string) => `run: icacls "${folder}" /setowner *S-1-5-32-544 /T & icacls "${folder}" /reset /T & icacls "${folder}" /inheritance:r /grant:r "*S-1-5-32-544:(OI)(CI)F" "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-545:(OI)(CI)RX"`;
    expect(given({ ...tight, [FOLDER]: DEFAULT_FOLDER }).problem).toBe(`${FOLDER} can be written by Users, and must not be by anybody but Administrators and SYSTEM. In a command prompt as administrator, ${mend(FOLDER)}`);
    expect(given({ ...tight, [FILE]: TIGHT_FILE.replace('O:BA', `O:${USER}`) }).problem).toBe(`${FILE} belongs to ${USER}, and must belong to Administrators, because only an administrator may set limits. In a command prompt as administrator, ${mend(FOLDER)}`);
  });

  it('is refused when its permissions cannot be read, or not all of them', () => {
    expect(given({ [FILE]: TIGHT_FILE }).problem).toMatch(/cannot be read, so it is not used\. .*icacls/);
    const system = { linkTarget: () => null, realPath: (path: string) => path };
    expect(windowsOwnershipProblem(FILE, { ...system, sddlsOf: () => [TIGHT_FILE] })).toMatch(/cannot be read/);
    expect(windowsOwnershipProblem(FILE, { ...system, sddlsOf: () => ['', ''] })).toMatch(/does not understand/);
    // Here is no Windows, so the real way ends the same.
    if (process.platform !== 'win32') expect(windowsOwnershipProblem(FILE, { ...system, ...{ sddlsOf: (paths) => { throw new Error(paths.join()); } } })).toMatch(/cannot be read/);
  });

  it('is refused when its folder is a link, whatever that leads to', () => {
    expect(given(tight, { [FOLDER]: 'D:\\Tight' }).problem).toMatch(/^C:\\ProgramData\\Tapdesk is a link, and who made it cannot be told\./);
  });

  it('may be a link only to where every folder passes as well', () => {
    const target = 'D:\\Policies\\IT\\desk.json';
    const all = { ...tight, [target]: TIGHT_FILE, 'D:\\Policies\\IT': TIGHT_FOLDER, 'D:\\Policies': TIGHT_FOLDER };
    expect(given(all, { [FILE]: target })).toEqual({ problem: null, asked: [[FILE, FOLDER, target, 'D:\\Policies\\IT', 'D:\\Policies']] });
    expect(given({ ...all, 'D:\\Policies': DEFAULT_FOLDER }, { [FILE]: target }).problem).toMatch(/^D:\\Policies can be written by Users/);
    expect(given({ ...all, [FOLDER]: DEFAULT_FOLDER }, { [FILE]: target }).problem).toMatch(/^C:\\ProgramData\\Tapdesk can be written by Users/);
    expect(given(all, { [FILE]: 'D:\\Policies\\current', 'D:\\Policies\\current': target }).problem).toMatch(/by way of other links/);
    expect(given(all, { [FILE]: '\\\\server\\share\\desk.json' }).problem).toMatch(/leads to another machine/);
  });

  it('is asked about without anything from the user’s environment, and no path can be a command', () => {
    const odd = "C:\\ProgramData\\O'Brien; Remove-Item $env:TEMP\\desk.json";
    const { command, args, environment } = sddlInvocation([FILE, odd]);
    expect(command).toBe('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
    expect(args.slice(0, -1)).toEqual(['-NoLogo', '-NoProfile', '-NonInteractive', '-Command']);
    expect(args.join(' ')).not.toContain('Brien');
    expect(args.at(-1)).toMatch(/Microsoft\.PowerShell\.Security\\Get-Acl -LiteralPath \$_\)\.Sddl/);
    expect(args.at(-1)).not.toContain('"');
    expect(environment).toEqual({
      SystemRoot: 'C:\\Windows', windir: 'C:\\Windows', TEMP: 'C:\\Windows\\Temp', TMP: 'C:\\Windows\\Temp',
      PSModulePath: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules', TAPDESK_PATHS: `${FILE}|${odd}`,
    });
    for (const path of ['', 'C:\\a|b', 'C:\\a\0b']) expect(() => sddlInvocation([path])).toThrow('not a path');
  });

  it('is understood when a long line was broken', () => {
    expect(sddlsIn(`${TIGHT_FILE.slice(0, 40)}\r\n${TIGHT_FILE.slice(40)}\r\n${TIGHT_FOLDER}\r\n`)).toEqual([TIGHT_FILE, TIGHT_FOLDER]);
    expect(sddlsIn('')).toEqual([]);
  });
});
