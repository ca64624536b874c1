/** What lies in a pack for whoever opens it without Tapdesk. */
import type { ReportHead } from '../../ports/reports';

export function packReadme({ madeAt, filterText, tenant, head, anchoredSeq, gaps }: ReportHead, lives: number, segment: { readonly from: number; readonly to: number } | null, fingerprint: string | null): string {
  const lines = [
    'Tapdesk evidence pack',
    '',
    `Made ${madeAt} (UTC), tenant ${tenant.id}${tenant.kind === 'demo' ? ' (the demo tenant: nobody real)' : ''}.`,
    `Shows: ${filterText || 'everything'}`,
    `Lines: ${lives}`,
    segment ? `Journal entries: ${segment.from} to ${segment.to}, without a gap` : 'Journal entries: none; no line rests on the journal',
    `Head of the journal when it was made: entry ${head.seq}, ${head.hash}`,
    anchoredSeq === null ? 'No head noted off the machine was compared.' : `Up to entry ${anchoredSeq} a head noted off the machine agreed.`,
    fingerprint === null ? 'NOT SIGNED: this machine could not keep a key safe.' : `Signed with the key ${fingerprint}`,
    ...gaps.map((gap) => `Missing: ${gap}`),
    '',
    'rows.jsonl      what the filter showed, one life a line, with the facts it was put together from',
    'segment.jsonl   the journal entries these rest on, with all that is hashed, and every entry between them',
    'manifest.json   who, when, what, counts, the SHA-256 of each part, the public key',
    'manifest.sig    Ed25519 signature over the bytes of manifest.json, base64 (absent when not signed)',
    '',
    'To check it:  node verify-pack.mjs FILE --fingerprint "…"   (scripts/verify-pack.mjs of Tapdesk; it needs nothing but this file)',
    '',
    'What a check proves',
    '- No part was changed since the manifest was written.',
    '- The entries follow from one another: none was edited, removed from between, inserted or moved without all later hashes',
    '  being made anew.',
    '- The journal facts in the rows are entries of the segment.',
    '- With an expected fingerprint: the holder of that key made this pack.',
    '',
    'What it does not prove',
    '- Without an expected fingerprint: anything about who made it. Anyone can make a key and sign.',
    '- That what was recorded is true, or that the clock of the desk was right.',
    '- That nothing came before, after or beside what the filter showed.',
    '- Anything about the rows of Entra’s logs: they are copies, and nothing chains them.',
    '- That the journal was not made anew as a whole before an anchor took note of it.',
    '',
  ];
  return lines.join('\r\n');
}
