/** The head of the chain, noted at a place off this machine. */
import { z } from 'zod';

export const AnchoredHead = z.object({
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** When it was noted. */
  at: z.iso.datetime(),
  /** First 16 hex digits of the hash of each entry since the last head noted there, up to `seq`; empty where a place keeps none. */
  links: z.array(z.string().regex(/^[0-9a-f]{16}$/)).readonly(),
});
export type AnchoredHead = z.output<typeof AnchoredHead>;
