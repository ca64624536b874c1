/** Times every frame of the window, from when it is asked to. */
import type { Page } from '@playwright/test';

type Frames = { readonly frames: number[] };

/** @returns what takes the times since the last taking, ms each. */
export async function timeFrames(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    let last = performance.now();
    const tick = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  return () => page.evaluate(() => (window as unknown as Frames).frames.splice(0));
}

export function summary(frames: readonly number[]): string {
  const sorted = [...frames].sort((one, other) => one - other);
  const at = (share: number) => `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(0)} ms`;
  return `${frames.length}, median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}, over 100 ms: ${frames.filter((ms) => ms > 100).length}`;
}
