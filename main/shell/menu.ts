/** The menu, for what its shortcuts do: edit, zoom to 200 % and beyond, quit. Reload and devtools only from source. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

export function setMenu(platform: NodeJS.Platform, allowDevTools: boolean): void {
  const view: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }];
  const development: MenuItemConstructorOptions[] = [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(platform === 'darwin' ? [{ role: 'appMenu' as const }] : [{ label: '&File', submenu: [{ role: 'quit' as const }] }]),
      { role: 'editMenu' },
      { label: '&View', submenu: [...view, ...(allowDevTools ? development : [])] },
      { role: 'windowMenu' },
    ]),
  );
}
