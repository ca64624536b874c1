import type { ElectronApplication } from '@playwright/test';

/** Sessions that the app sends its writes through, at most. */
const SESSIONS = 4;

/** Parts of what is cut off: of the address, of what is sent, and of what is sent in those that go through. Empty: any. */
export type CutOff = { readonly address?: string; readonly body?: string; readonly unless?: string };

/**
 * Cuts the connection of every request that would change this, before it arrives.
 *
 * @returns lets them through again.
 */
export async function cutOff(app: ElectronApplication, { address = '', body = '', unless = '' }: CutOff): Promise<() => Promise<void>> {
  await app.evaluate(
    ({ session }, cut) => {
      for (let at = 1; at <= cut.sessions; at += 1) {
        session.fromPartition(`write-${at}`, { cache: false }).webRequest.onBeforeRequest((details, answer) => {
          // Absent from a request without a body, whatever the types say.
          const { uploadData = [] } = details as Partial<typeof details>;
          const sent = uploadData.map(({ bytes }) => bytes.toString('utf8')).join('');
          answer({ cancel: details.url.includes(cut.address) && sent.includes(cut.body) && (cut.unless === '' || !sent.includes(cut.unless)) });
        });
      }
    },
    { address, body, unless, sessions: SESSIONS },
  );
  return () =>
    app.evaluate(({ session }, sessions) => {
      for (let at = 1; at <= sessions; at += 1) session.fromPartition(`write-${at}`, { cache: false }).webRequest.onBeforeRequest(null);
    }, SESSIONS);
}
