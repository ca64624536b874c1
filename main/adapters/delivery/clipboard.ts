/**
 * The clipboard, for a passcode and for a short time. Cleared after {@link CLEARED_AFTER_MS} and on quitting, if it still
 * holds what was put there; what somebody else has copied since is theirs. Only a digest is kept for comparing.
 *
 * Electron cannot mark a text as secret for clipboard histories and managers; the dialog says so before one copies.
 */
import { createHash } from 'node:crypto';
import type { Clipboard } from '../../ports/delivery';

export const CLEARED_AFTER_MS = 30_000;

const digestOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What is used of Electron's clipboard; newer versions answer with promises. */
type System = { readonly writeText: (text: string) => unknown; readonly readText: () => string | Promise<string>; readonly clear: () => unknown };

export function createClipboard(system: System, now: () => number = Date.now): Clipboard {
  let copied: { readonly digest: string; readonly timer: NodeJS.Timeout } | null = null;
  const clear = async () => {
    if (!copied) return;
    clearTimeout(copied.timer);
    const { digest } = copied;
    copied = null;
    if (digestOf(await system.readText()) === digest) await system.clear();
  };
  return {
    copy: async (text) => {
      if (copied) clearTimeout(copied.timer);
      await system.writeText(text);
      copied = { digest: digestOf(text), timer: setTimeout(() => void clear(), CLEARED_AFTER_MS) };
      return now() + CLEARED_AFTER_MS;
    },
    clear,
  };
}
