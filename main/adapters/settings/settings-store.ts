/** The settings in electron-store. All that is worth testing is in settings.ts; this only hands it the store. */
import { ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import type { SettingsStore } from '../../ports/desk';
import { openSettings } from './settings';

/** electron-store's channel for windows. No window uses it, and every channel that is open is one to defend. */
const UNUSED_CHANNEL = 'electron-store-get-data';

/** @param folder - The app's user-data folder; the file is `settings.json` in it. */
export function createSettings({ folder }: { readonly folder: string }): SettingsStore {
  return openSettings({
    folder,
    openStore: (cwd, name) => {
      const store = new ElectronStore({ cwd, name, accessPropertiesByDotNotation: false, clearInvalidConfig: false, configFileMode: 0o600 });
      ipcMain.removeAllListeners(UNUSED_CHANNEL);
      return store;
    },
  });
}
