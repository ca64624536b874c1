import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessProblem } from '../../../main/adapters/desk-policy/windows-access';
import { debAfterInstall } from '../../../scripts/lib/deb-after-install.mjs';
import { builderConfiguration } from '../../../scripts/lib/fuses.mjs';
import { POLICY_FOLDER_SDDL, withPolicyFolder } from '../../../scripts/lib/msi-policy-folder.mjs';
import msiProjectCreated from '../../../scripts/msi-project-created.mjs';

const require = createRequire(import.meta.url);
const template = (file: string) => readFileSync(require.resolve(`app-builder-lib/templates/${file}`), 'utf8');

/** The WiX project as electron-builder makes it of its template (app-builder-lib, MsiTarget), for our configuration. */
function project(change: Record<string, unknown> = {}): string {
  const source = template('msi/template.xml').replace(/{{/g, '<%').replace(/}}/g, '%>').replace(/\${([^}]+)}/g, '<%=$1%>');
  const { compile } = require('ejs') as { compile: (source: string) => (values: object) => string };
  return compile(source)({
    productName: 'Tapdesk', upgradeCode: builderConfiguration().msi.upgradeCode, version: '0.1.0.0', manufacturer: 'Tapdesk contributors', compressionLevel: 'high',
    installationDirectoryWixName: 'Tapdesk', iconPath: null, iconId: 'TapdeskIcon.exe', isRunAfterFinish: false, isAssisted: false, isPerMachine: true,
    programFilesId: 'ProgramFiles64Folder', menuCategory: null, isCreateDesktopShortcut: true, isCreateStartMenuShortcut: true,
    dirs: '<Directory Id="dabc" Name="APPLICATIONFOLDER:\\resources\\"/>', files: '<Component><File Name="Tapdesk.exe" Id="mainExecutable"/></Component>', ...change,
  });
}
type Dom = new (xml: string, options: { contentType: string }) => { readonly window: { readonly document: Document } };
const parse = (xml: string) => {
  // It comes without types.
  const { JSDOM } = require('jsdom') as { JSDOM: Dom };
  const { document } = new JSDOM(xml, { contentType: 'application/xml' }).window;
  return { ids: (names: string) => [...document.querySelectorAll(names)].map((each) => each.getAttribute('Id')), find: (names: string) => document.querySelector(names) };
};

describe('the MSI', () => {
  it('makes the folder of the desk policy for administrators, and leaves the rest as it was', () => {
    const before = project();
    const after = withPolicyFolder(before);
    const folder = parse(after).find('Directory[Id=TARGETDIR] > Directory[Id=CommonAppDataFolder] > Directory[Id=DeskPolicyFolder]');
    expect(folder?.getAttribute('Name')).toBe('Tapdesk');
    expect(folder?.querySelector('Component > CreateFolder > PermissionEx')?.getAttribute('Sddl')).toBe(POLICY_FOLDER_SDDL);
    expect(parse(after).ids('Feature[Id=ProductFeature] > *')).toEqual(['ProductComponents', 'DeskPolicyFolder']);
    // Every line that was there is there still, in its order.
    const left = after.split('\n').filter((line) => line.trim() !== '');
    let at = -1;
    for (const line of before.split('\n').filter((each) => each.trim() !== '')) {
      const found = left.indexOf(line, at + 1);
      expect([line, found > at]).toEqual([line, true]);
      at = found;
    }
  });

  it('gives it permissions that Tapdesk itself accepts', () => {
    expect(accessProblem(POLICY_FOLDER_SDDL)).toBeNull();
  });

  it('does so through the hook, with the file that electron-builder names', async () => {
    expect(builderConfiguration().msiProjectCreated).toBe('scripts/msi-project-created.mjs');
    const folder = mkdtempSync(join(tmpdir(), 'tapdesk-test-'));
    const file = join(folder, 'project.wxs');
    writeFileSync(file, project());
    await msiProjectCreated(file);
    expect(readFileSync(file, 'utf8')).toBe(withPolicyFolder(project()));
    rmSync(folder, { recursive: true });
  });

  it.each<[string, (xml: string) => string]>([
    ['has been changed already', withPolicyFolder],
    ['is of another WiX', (xml) => xml.replace('schemas/v4', 'schemas/v5')],
    ['has no root folder', (xml) => xml.replace('Id="TARGETDIR"', 'Id="ROOT"')],
    ['has two features with the components', (xml) => xml.replace('<ComponentGroupRef Id="ProductComponents"/>', (same) => same + same)],
    ['sets permissions the old way', (xml) => xml.replace('</Product>', '<Permission User="Everyone"/></Product>')],
    ['is for an older Windows Installer', (xml) => xml.replace('InstallerVersion="500"', 'InstallerVersion="450"')],
    ['installs for one person', () => project({ isPerMachine: false })],
    ['is empty', () => ''],
  ])('is not made when the project %s', (_, change) => {
    expect(() => withPolicyFolder(change(project()))).toThrow(/^The MSI was not made: .*msi-policy-folder\.mjs\.$/);
  });
});

describe('the .deb', () => {
  it('does what electron-builder’s script does, then makes /etc/tapdesk for root', () => {
    const script = debAfterInstall();
    expect(script.startsWith(template('linux/after-install.tpl').trimEnd())).toBe(true);
    expect(script.trimEnd().split('\n').at(-1)).toBe('install -d -o root -g root -m 0755 /etc/tapdesk');
    // What electron-builder would take for one of its names.
    expect(script.slice(template('linux/after-install.tpl').trimEnd().length)).not.toMatch(/\$\{|<%/);
    if (process.platform !== 'win32') execFileSync('bash', ['-n'], { input: script.replace(/\$\{[a-zA-Z]+\}/g, 'tapdesk') });
  });

  it('is not made when electron-builder’s script may end before its end, or is another', () => {
    for (const other of ['#!/bin/sh\ntrue\n', '#!/bin/bash\n  exit 0\n', '#!/bin/bash\nexec true\n', '']) expect(() => debAfterInstall(other)).toThrow(/^The \.deb was not made/);
  });
});
