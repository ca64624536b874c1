/**
 * electron-builder's hook between laying out the app and setting its fuses and signing it: takes out what only a
 * development Electron needs, and decides the fuses that electron-builder does not know yet.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setNewerFuses } from './lib/fuses.mjs';

/**
 * @param {import('electron-builder').AfterPackContext} context
 * @returns {string} the file that holds the fuses
 */
function fuseFile({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') {
    return path.join(appOutDir, `${productFilename}.app/Contents/Frameworks/Electron Framework.framework/Electron Framework`);
  }
  if (electronPlatformName === 'win32') return path.join(appOutDir, `${productFilename}.exe`);
  return path.join(appOutDir, /** @type {import('app-builder-lib').LinuxPackager} */ (packager).executableName);
}

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack(context) {
  // It would start any folder given as an argument.
  await rm(path.join(context.packager.getResourcesDir(context.appOutDir), 'default_app.asar'), { force: true });
  await setNewerFuses(fuseFile(context), /** @type {Record<string, boolean>} */ (context.packager.config.electronFuses ?? {}));
}
