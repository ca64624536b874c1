import type { ElectronApplication } from '@playwright/test';

/** Sessions that a run sends its writes through, at most: as many as calls go side by side. */
const SESSIONS = 16;

/**
 * Lets so many creates of passes through and keeps the others waiting on this machine: a run has a middle to look at then.
 *
 * @returns lets them all go on.
 */
export async function holdCreates(app: ElectronApplication, through: number): Promise<() => Promise<void>> {
  await app.evaluate(
    ({ session }, { sessions, allowed }) => {
      let left = allowed;
      const waiting: (() => void)[] = [];
      const goOn = () => {
        left = Infinity;
        for (const go of waiting.splice(0)) go();
      };
      Object.assign(globalThis, { goOn });
      for (let at = 1; at <= sessions; at += 1) {
        session.fromPartition(`write-${at}`, { cache: false }).webRequest.onBeforeRequest(({ method, url }, answer) => {
          const isCreate = method === 'POST' && url.endsWith('/temporaryAccessPassMethods');
          left -= isCreate ? 1 : 0;
          if (isCreate && left < 0) waiting.push(() => answer({}));
          else answer({});
        });
      }
    },
    { sessions: SESSIONS, allowed: through },
  );
  return () => app.evaluate(() => (globalThis as unknown as { readonly goOn: () => void }).goOn());
}
