/**
 * Lets the MSI make the folder of the desk policy with the permissions that Tapdesk asks for: a change of the WiX project
 * that electron-builder has written. Text to text; whatever does not look as it is known stops the packaging, because an
 * installer that silently leaves the folder to others is worse than none.
 */

/** Owner Administrators; not inherited; full control for SYSTEM and Administrators, reading for Users. Letters, because the names differ by language. */
export const POLICY_FOLDER_SDDL = 'O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';

/** Never change it: Windows counts by it who still needs the folder. */
const COMPONENT_GUID = '6E3B9C52-51A7-4B0E-9C0B-8D1B5E0C7F43';

const NAMESPACE = 'xmlns="http://wixtoolset.org/schemas/v4/wxs"';
const ROOT_FOLDER = '<Directory Id="TARGETDIR" Name="SourceDir">';
const PROGRAM_FILES = '<ComponentGroupRef Id="ProductComponents"/>';

const FOLDER = `
      <!-- The desk policy: only administrators may write it -->
      <Directory Id="CommonAppDataFolder">
        <Directory Id="DeskPolicyFolder" Name="Tapdesk">
          <Component Id="DeskPolicyFolder" Guid="${COMPONENT_GUID}" KeyPath="yes">
            <CreateFolder>
              <PermissionEx Id="DeskPolicyFolderPermissions" Sddl="${POLICY_FOLDER_SDDL}"/>
            </CreateFolder>
          </Component>
        </Directory>
      </Directory>
`;
const REFERENCE = '\n      <ComponentRef Id="DeskPolicyFolder"/>';

/**
 * @param {string} project the WiX project of the MSI
 * @returns {string}
 */
export function withPolicyFolder(project) {
  expectOnce(project, NAMESPACE, 'the WiX schema is another');
  // PermissionEx needs Windows Installer 5, and cannot stand beside the older table.
  expectOnce(project, 'InstallerVersion="500"', 'the version of Windows Installer is another');
  expectOnce(project, '<Property Id="ALLUSERS" Secure="yes" Value="1"/>', 'it does not install for the machine');
  for (const name of ['CommonAppDataFolder', 'DeskPolicyFolder', '<Permission ', '<util:PermissionEx']) {
    if (project.includes(name)) throw unexpected(`it has ${name} already`);
  }
  expectOnce(project, ROOT_FOLDER, 'its root folder was not found');
  expectOnce(project, PROGRAM_FILES, 'its list of components was not found');
  return project.replace(ROOT_FOLDER, () => ROOT_FOLDER + FOLDER).replace(PROGRAM_FILES, () => PROGRAM_FILES + REFERENCE);
}

/**
 * @param {string} project
 * @param {string} text
 * @param {string} otherwise
 */
function expectOnce(project, text, otherwise) {
  if (project.split(text).length !== 2) throw unexpected(otherwise);
}

/** @param {string} why */
function unexpected(why) {
  return new Error(`The MSI was not made: electron-builder's WiX project is not as it is known, ${why}. Adapt scripts/lib/msi-policy-folder.mjs.`);
}
