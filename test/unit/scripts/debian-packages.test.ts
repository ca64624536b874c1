import { describe, expect, it } from 'vitest';
import {
  ELECTRON_PACKAGES, missingFrom, namesToInstall, readAvailable, readInstalled, readMissingLibraries, TEST_PACKAGES,
} from '../../../scripts/lib/debian-packages.mjs';

const gtk = { names: ['libgtk-3-0t64', 'libgtk-3-0'], why: 'windows' };
const nss = { names: ['libnss3'], why: 'certificates' };

describe('the choice of Debian packages', () => {
  it('takes a library as there under either of its names', () => {
    expect(missingFrom([gtk, nss], new Set(['libgtk-3-0']))).toEqual([nss]);
    expect(missingFrom([gtk, nss], new Set(['libgtk-3-0t64', 'libnss3']))).toEqual([]);
  });

  it('asks for the name that this system knows', () => {
    expect(namesToInstall([gtk, nss], new Set(['libgtk-3-0', 'libnss3']))).toEqual(['libgtk-3-0', 'libnss3']);
    expect(namesToInstall([gtk, nss], new Set(['libgtk-3-0t64', 'libnss3']))).toEqual(['libgtk-3-0t64', 'libnss3']);
  });

  it('still names everything when the package lists are empty', () => {
    expect(namesToInstall([gtk, nss], new Set())).toEqual(['libgtk-3-0', 'libnss3']);
  });

  it('wants nothing twice and says why for each', () => {
    const wants = [...ELECTRON_PACKAGES, ...TEST_PACKAGES];
    const names = wants.flatMap((want) => want.names);
    expect(new Set(names).size).toBe(names.length);
    expect(wants.filter(({ why }) => why === '')).toEqual([]);
  });
});

describe('what the package tools print', () => {
  it('reads which packages have something to install', () => {
    const policy = 'libnss3:\n  Installed: (none)\n  Candidate: 2:3.87.1\n  Version table:\nlibgtk-3-0t64:\n  Installed: (none)\n  Candidate: (none)\n';
    expect([...readAvailable(policy)]).toEqual(['libnss3']);
  });

  it('reads which packages are installed, and leaves out those that were removed', () => {
    expect([...readInstalled('ii  libnss3\nrc  xvfb\nun  dbus\nii  openssl\n')]).toEqual(['libnss3', 'openssl']);
  });

  it('reads which libraries an executable lacks', () => {
    const listing = '\tlinux-vdso.so.1 (0x1)\n\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x2)\n\tlibgbm.so.1 => not found\n';
    expect(readMissingLibraries(listing)).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
  });
});
