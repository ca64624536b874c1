/**
 * Heads sent to an address, signed, so that whoever keeps them can tell that a desk sent them and when. It cannot be read back.
 *
 * `X-Tapdesk-Signature: v1=HEX` is the HMAC-SHA256, with the secret, of `X-Tapdesk-Timestamp` (seconds since 1970), a full stop and
 * the body, byte for byte. The timestamp lets the receiver refuse what is old and was sent again.
 */
import { createHmac } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result';
import type { Anchor } from '../../ports/anchors';
import type { Clock } from '../../ports/desk';
import { anchorFailed, inTime, LIMIT_MS, type AnchorFailed } from './in-time';

/** As `fetch` is. */
export type Post = (url: string, init: { readonly method: 'POST'; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly redirect: 'manual'; readonly signal: AbortSignal }) => Promise<{ readonly status: number }>;

export type WebhookParts = {
  readonly fetch: Post;
  readonly clock: Clock;
  /** @returns what stands in the file; null when it holds no secret, or somebody else may change it. */
  readonly secretIn: (file: string) => Promise<string | null>;
};

/** Shorter ones can be tried out, characters. */
const SECRET_MINIMUM = 16;

export function webhookAnchor(url: string, secretFile: string, { fetch, clock, secretIn }: WebhookParts): Anchor {
  async function post(body: string): Promise<Result<null, AnchorFailed>> {
    const secret = await secretIn(secretFile);
    if (secret === null || secret.length < SECRET_MINIMUM) return err(anchorFailed('not-configured'));
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const headers = {
      'Content-Type': 'application/json',
      'X-Tapdesk-Timestamp': timestamp,
      'X-Tapdesk-Signature': `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
    };
    // Not followed: the signature is for this address.
    const { status } = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(LIMIT_MS) });
    return status >= 200 && status < 300 ? ok(null) : err(anchorFailed(reasonOf(status)));
  }

  return {
    // The path of an address often is its password.
    name: `webhook ${hostOf(url)}`,
    note: (journal, head) => inTime(() => post(JSON.stringify({ type: 'tapdesk.journal-head', journal, ...head })), () => 'offline'),
    noted: async () => ok(null),
  };
}

function reasonOf(status: number): AnchorFailed['reason'] {
  if (status === 507) return 'full';
  return status >= 500 || status === 408 || status === 429 ? 'offline' : 'refused';
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}
