/** Stands where `electron` would be imported in plain Node: any use of it in a unit test is a mistake and says so. */
export const app = undefined;
export const BrowserWindow = undefined;
export const contextBridge = undefined;
export const ipcRenderer = undefined;
export const Menu = undefined;
export const nativeTheme = undefined;
export const screen = undefined;
