/** The run's end of the line that the hook in the app tells on; see `hook/line.cjs`. */
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Message = z.object({ kind: z.string(), channel: z.string(), data: z.base64() });

export type Told = {
  /**
   * `call`, `reply`, `event`, `script`: what crossed between window and app. `slip`: the script that put a slip together.
   * `issued`: a passcode on its way out of a tenant. `key`: the key of an encrypted PDF on its way to the window. `pdf`: what would have been printed. `kept`, `not-kept`: files.
   */
  readonly kind: string;
  /** Of IPC; for files, where it is kept. */
  readonly channel: string;
  readonly bytes: Buffer;
};

export type Line = {
  readonly told: readonly Told[];
  readonly close: () => Promise<void>;
};

/** @param place - A Unix socket, at most about a hundred characters. */
export async function openLine(place: string, onTold: (told: Told) => void): Promise<Line> {
  const told: Told[] = [];
  const server = createServer((connection) => {
    connection.on('error', () => undefined);
    createInterface({ input: connection }).on('line', (text) => {
      const { kind, channel, data } = Message.parse(JSON.parse(text));
      const message = { kind, channel, bytes: Buffer.from(data, 'base64') };
      told.push(message);
      onTold(message);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place, resolve);
  });
  return { told, close: () => new Promise((resolve) => void server.close(() => resolve())) };
}
