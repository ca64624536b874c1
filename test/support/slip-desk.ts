/** Starts {@link SlipDesk} in the Electron in use: bundled as the build does it, in a folder of its own, everything it writes within reach. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import type { Slip } from '../../main/ports/delivery';
import { CHECKOUT, launchApp, type Launched } from './launch';

export async function launchSlipDesk(): Promise<Launched> {
  const cache = path.join(CHECKOUT, '.cache', 'test');
  mkdirSync(cache, { recursive: true });
  const appPath = mkdtempSync(path.join(cache, 'slip-desk-'));
  await build({
    root: CHECKOUT,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['node', 'module', 'import', 'default'] },
    ssr: { noExternal: true, external: ['electron'] },
    build: { ssr: path.join(CHECKOUT, 'test/support/slip-desk-main.ts'), outDir: appPath, target: 'node18', minify: 'oxc', rolldownOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs', chunkFileNames: '[name].cjs' } } },
  });
  writeFileSync(path.join(appPath, 'package.json'), JSON.stringify({ name: 'slip-desk', version: '0.0.0', main: 'index.cjs' }));
  const launched = await launchApp({ appPath });
  return {
    ...launched,
    close: async () => {
      await launched.close();
      for (const folder of [appPath, launched.folder]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Numbered people in five scripts, every seventh without a manager, every eleventh with a name that means to be markup. */
export function manySlips(count: number): readonly Slip[] {
  const names = ['Łucja Żółkiewska', 'Алексей Щукин', '王小明', 'Ada Lindqvist', 'Μαρία Παπαδοπούλου', 'محمد حسن'];
  return Array.from({ length: count }, (_, index) => {
    const manager = index % 7 === 6 ? null : Math.floor(index / 20);
    return {
      displayName: index % 11 === 2 ? `</script><img src=x onerror="document.body.textContent=''"> ${index}` : `${names[index % names.length] ?? ''} ${index}`,
      userPrincipalName: `person${index}@contoso.example`,
      passcode: passcodeOf(index),
      validFrom: index % 2 === 0 ? null : '23 November 2026, 09:00 CET',
      validUntil: '24 November 2026, 09:00 CET',
      isUsableOnce: index % 3 !== 0,
      card: ['Open the sign-in page and enter your user name.', 'Type the passcode above.', 'Set up the authenticator when asked.'],
      managerName: manager === null ? null : 'Rurik Storm',
      managerId: manager === null ? null : `manager-${manager}`,
    };
  });
}

/** Eight signs that tell the person, and look like nothing else on the page. */
export const passcodeOf = (index: number): string => `K${String(index).padStart(4, '0')}x#Q`;
