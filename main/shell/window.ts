/** The one window: sandboxed, isolated, without Node, shown when it has something to show. Checklist items 2 to 4. */
import path from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Settings } from '../../shared/settings';
import { APP_URL } from './app-url';

/** Fluent's page backgrounds, so that nothing flashes before the first paint. */
const BACKGROUND = { light: '#fafafa', dark: '#1f1f1f' } as const;

export type DeskWindow = {
  readonly folder: string;
  readonly bounds: Settings['window'];
  readonly allowDevTools: boolean;
  readonly saveBounds: (bounds: Settings['window']) => void;
};

export function openWindow({ folder, bounds, allowDevTools, saveBounds }: DeskWindow): BrowserWindow {
  const window = new BrowserWindow({
    ...visibleBounds(bounds),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Tapdesk',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(folder, 'preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Typed text must not reach a spell-checking dictionary file, nor its download service.
      spellcheck: false,
      devTools: allowDevTools,
    },
  });
  if (bounds.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => saveBounds({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }));
  // The page sets no title of its own choosing: a document title could carry directory text to the task bar.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(APP_URL);
  return window;
}

/** The saved place, unless the screen it was on is gone. */
function visibleBounds({ x, y, width, height }: Settings['window']): { x?: number; y?: number; width: number; height: number } {
  if (x === undefined || y === undefined) return { width, height };
  const isVisible = screen.getAllDisplays().some(({ workArea }) => x < workArea.x + workArea.width && x + width > workArea.x && y >= workArea.y && y < workArea.y + workArea.height);
  return isVisible ? { x, y, width, height } : { width, height };
}
