/**
 * The one window: sandboxed, isolated, without Node, shown when it has something to show. Checklist items 2 to 4.
 *
 * It is made before anything else is loaded, because its process takes longer to start than all the rest; where it stands
 * and what it looks like follows in {@link placeWindow}, before it is shown.
 */
import path from 'node:path';
import { BrowserWindow, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron';
import type { Settings } from '../../shared/settings';
import { APP_URL } from './app-url';

/** Fluent's page backgrounds, so that nothing flashes before the first paint. */
const BACKGROUND = { light: '#fafafa', dark: '#1f1f1f' } as const;
/** Smaller than this nothing can be read; the layout is made to hold at this size. Pixels. */
const SMALLEST = { minWidth: 640, minHeight: 480 } as const;

/** @param dist - Folder of the built app. */
export function openWindow(dist: string, allowDevTools: boolean): BrowserWindow {
  const webPreferences: BrowserWindowConstructorOptions['webPreferences'] = {
    preload: path.join(dist, 'preload/index.cjs'),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    // Typed text must not reach a spell-checking dictionary file, nor its download service.
    spellcheck: false,
    devTools: allowDevTools,
  };
  const window = new BrowserWindow({ ...SMALLEST, show: false, title: 'Tapdesk', autoHideMenuBar: true, webPreferences });
  // WebRTC asks no content security policy. Without a proxy that carries UDP, and there is none, it sends nothing.
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // The page sets no title of its own choosing: a document title could carry directory text to the task bar.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(APP_URL);
  return window;
}

export type Placement = {
  readonly theme: Settings['theme'];
  readonly bounds: Settings['window'];
  readonly saveBounds: (bounds: Settings['window']) => void;
};

/** Must run in the same turn as {@link openWindow}, so that nothing is shown before. */
export function placeWindow(window: BrowserWindow, { theme, bounds, saveBounds }: Placement): void {
  nativeTheme.themeSource = theme;
  window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light);
  const { x, y, width, height } = bounds;
  if (x !== undefined && y !== undefined && isVisible({ x, y, width })) window.setBounds({ x, y, width, height });
  else {
    window.setSize(width, height);
    window.center();
  }
  if (bounds.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => saveBounds({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }));
}

/** False when the screen the window stood on is gone. */
function isVisible({ x, y, width }: { readonly x: number; readonly y: number; readonly width: number }): boolean {
  return screen.getAllDisplays().some(({ workArea }) => x < workArea.x + workArea.width && x + width > workArea.x && y >= workArea.y && y < workArea.y + workArea.height);
}
