/**
 * A walk through every view and dialog, in the order an operator would meet them. The pictures (`npm run shots`) and the
 * accessibility test both take it, so a new view is added here and is then seen, and tested, in every look.
 */
import type { Page } from '@playwright/test';
import type { Desk } from './desk';
import type { LaunchOptions } from './launch';

export type Look = 'light' | 'dark' | 'contrast';
export type Size = { readonly width: number; readonly height: number };

export type Stop = {
  /** Names the picture. */
  readonly name: string;
  /** Goes there from the stop before. */
  readonly open: (desk: Desk) => Promise<void>;
  /** Also seen in the system's own few colours; the main ones are. */
  readonly inContrast?: boolean;
  /** For the pictures alone: another part of what the stop before has shown to the accessibility test. */
  readonly isPicture?: true;
  /** Lies half behind an open menu, whose half in sight axe would count as too small to hit. A selector. */
  readonly isBehindMenu?: string;
};

export type Walk = {
  readonly name: string;
  /** Called once, before the app is started. */
  readonly prepare: () => LaunchOptions | Promise<LaunchOptions>;
  readonly stops: readonly Stop[];
  /** Leaves the app able to quit and the machine as it was. */
  readonly end?: (desk: Desk) => Promise<void>;
};

export const WINDOW: Size = { width: 1280, height: 860 };
const SETTLE_LIMIT_IN_MS = 3_000;
/** The same picture wherever it is taken. */
const SAME_EVERYWHERE: LaunchOptions = { args: ['--lang=en-GB'], env: { TZ: 'UTC' } };

export async function take(walk: Walk, launchDesk: (options: LaunchOptions) => Promise<Desk>, visit: (stop: Stop, look: Look, desk: Desk) => Promise<void>): Promise<void> {
  const options = await walk.prepare();
  const desk = await launchDesk({
    ...options,
    args: [...(SAME_EVERYWHERE.args ?? []), ...(options.args ?? [])],
    env: { ...SAME_EVERYWHERE.env, ...options.env },
  });
  await resize(desk, WINDOW);
  for (const stop of walk.stops) {
    await stop.open(desk);
    // Nothing is pointed at: what the pointer lies over by chance is no part of the view.
    await desk.page.mouse.move(0, 0);
    const looks: readonly Look[] = stop.inContrast ? ['light', 'dark', 'contrast'] : ['light', 'dark'];
    for (const look of looks) {
      await wear(desk.page, look);
      await visit(stop, look, desk);
    }
    await wear(desk.page, 'light');
  }
  await walk.end?.(desk);
}

/** Theme and contrast as the system would ask for them; movement off, so that nothing is caught halfway. */
async function wear(page: Page, look: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: look === 'light' ? 'light' : 'dark', forcedColors: look === 'contrast' ? 'active' : 'none', reducedMotion: 'reduce' });
  await settle(page);
}

/** Waits until what React was told is painted and nothing is fading any more; a colour that is inherited fades level by level. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async (limitInMs) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const until = performance.now() + limitInMs;
    for (let quiet = 0; quiet < 3 && performance.now() < until; ) {
      await frame();
      quiet = document.getAnimations().some(({ playState }) => playState === 'running') ? 0 : quiet + 1;
    }
  }, SETTLE_LIMIT_IN_MS);
}

export async function resize({ app, page }: Pick<Desk, 'app' | 'page'>, { width, height }: Size): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), { width, height });
  await page.waitForFunction((wanted) => Math.abs(window.innerWidth * window.devicePixelRatio - wanted) < 4, width);
  await settle(page);
}

/** Zooms as Ctrl and plus do. */
export async function zoom({ app, page }: Pick<Desk, 'app' | 'page'>, factor: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, value) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(value), factor);
  await page.waitForFunction((wanted) => Math.abs(window.devicePixelRatio - wanted) < 0.1, factor);
  await settle(page);
}
