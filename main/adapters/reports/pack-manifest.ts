/** What an evidence pack says of itself. The signature is over these bytes, and these bytes name the digest of every other part. */
import { z } from 'zod';
import { HistoryFilter } from '../../../shared/domain/history/history-filter';

/** Raised when an older verifier would misread it. */
export const PACK_FORMAT = 'tapdesk-pack 1';

/** Names of the parts, in the order in which they are written. */
export const PARTS = { rows: 'rows.jsonl', segment: 'segment.jsonl', readme: 'README.txt', manifest: 'manifest.json', signature: 'manifest.sig' } as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const actor = z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() });
const part = z.object({ bytes: z.int().min(0), sha256 });

export const PackManifest = z.object({
  format: z.literal(PACK_FORMAT),
  madeAt: z.iso.datetime(),
  madeBy: actor,
  tenant: z.object({ id: z.string(), kind: z.enum(['demo', 'entra']) }),
  filter: HistoryFilter,
  filterText: z.string(),
  timeZone: z.string(),
  gaps: z.array(z.string()),
  counts: z.object({ lives: z.int().min(0), entries: z.int().min(0) }),
  /** Null: no line rests on the journal. `previousHash`: of the entry before the first one. */
  segment: z.object({ from: z.int().min(1), to: z.int().min(1), previousHash: sha256, hash: sha256 }).nullable(),
  /** Of the whole journal, when the pack was made. */
  head: z.object({ seq: z.int().min(0), hash: sha256 }),
  anchoredSeq: z.int().nullable(),
  parts: z.record(z.string(), part),
  /** SPKI, DER, base64; null: unsigned. */
  publicKey: z.base64().nullable(),
  fingerprint: z.string().nullable(),
});
export type PackManifest = z.output<typeof PackManifest>;
