/**
 * An evidence pack: a ZIP of the rows, the segment of the chain they rest on, a manifest with the digest of each part, and a
 * signature over the manifest. Parts are written one after another; nothing is held but their digests.
 */
import type { ReportHead, ReportSource } from '../../ports/reports';
import { headFacts, jsonLine } from './json-lines';
import { entryLine } from './pack-entry';
import { PACK_FORMAT, PARTS, type PackManifest } from './pack-manifest';
import { packReadme } from './pack-readme';
import type { Written } from './text-file';
import { writeZip } from './zip-file';

/** What signs, as far as a pack needs it. */
export type Signs = {
  /** Null: packs are unsigned. */
  readonly publicKey: () => Promise<{ readonly publicKey: string; readonly fingerprint: string } | null>;
  readonly sign: (bytes: Uint8Array) => Promise<{ readonly signature: string; readonly publicKey: string } | null>;
};

/** @returns `signedBy`: the fingerprint, or null for an unsigned pack. */
export async function writePack(head: ReportHead, source: ReportSource, file: string, signer: Signs): Promise<Written & { readonly signedBy: string | null }> {
  const key = await signer.publicKey();
  const written = await writeZip(file, new Date(head.madeAt), async (add) => {
    const counts = { lives: 0, entries: 0 };
    let segment: PackManifest['segment'] = null;

    async function* rows() {
      for await (const lives of source.lives()) {
        counts.lives += lives.length;
        for (const life of lives) yield jsonLine(life);
      }
    }
    async function* entries() {
      for await (const page of source.segment()) {
        const [first, last] = [page[0], page.at(-1)];
        if (!first || !last) continue;
        counts.entries += page.length;
        segment = { from: segment?.from ?? first.seq, previousHash: segment?.previousHash ?? first.previousHash, to: last.seq, hash: last.hash };
        yield page.map(entryLine).join('');
      }
    }
    const parts: PackManifest['parts'] = {};
    // The rows first: what they rest on is known once they were read.
    parts[PARTS.rows] = await add(PARTS.rows, rows());
    parts[PARTS.segment] = await add(PARTS.segment, entries());
    parts[PARTS.readme] = await add(PARTS.readme, [packReadme(head, counts.lives, segment, key?.fingerprint ?? null)]);
    const { madeAt, madeBy, tenant, filter, filterText, timeZone, gaps, anchoredSeq } = headFacts(head);
    const manifest: PackManifest = {
      format: PACK_FORMAT,
      madeAt, madeBy, tenant, filter, filterText, timeZone, gaps: [...gaps], counts, segment, head: head.head, anchoredSeq, parts,
      publicKey: key?.publicKey ?? null,
      fingerprint: key?.fingerprint ?? null,
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await add(PARTS.manifest, [text]);
    if (key) {
      const signed = await signer.sign(Buffer.from(text, 'utf8'));
      // The manifest names this key: another one's signature, or none, would make a pack that does not hold.
      if (signed?.publicKey !== key.publicKey) throw new Error('the signing key changed while the pack was made');
      await add(PARTS.signature, [`${signed.signature}\n`]);
    }
    return counts.lives;
  });
  return { ...written, signedBy: key?.fingerprint ?? null };
}
