/** What opened journals and evidence packs have shown of themselves, in words. */
import { displayText } from '../../../shared/domain/display-text';
import type { OpenJournal, PackVerdict } from '../../../shared/domain/history/history-state';
import { anchoredText, chainText } from '../../ui/chain-text';

const SIGNATURE: Readonly<Record<PackVerdict['signature'], string>> = {
  expected: 'Signed with the key you expected.',
  somebody: 'Signed, but anyone could have signed it: only an expected fingerprint, had by another way, can say who did.',
  none: 'Not signed: its digests show a change, and not who made the pack.',
  wrong: 'Not signed with the key you expected, or the signature does not fit.',
};

/** How much of it can be relied on, best said first. */
export type Told = { readonly tone: 'success' | 'danger' | 'warning' | 'neutral'; readonly word: string; readonly lines: readonly string[] };

export function journalVerdict({ kind, verdict, pack }: OpenJournal): Told {
  if (verdict === null) return { tone: 'neutral', word: 'Being verified', lines: [] };
  const chain = verdict.state === 'intact' ? [chainText(verdict), ...(kind === 'pack' ? [] : [anchoredText(verdict)])] : [chainText(verdict), 'What comes before it still holds.'];
  const packed = pack === null ? [] : packLines(pack);
  const isBroken = verdict.state === 'broken' || (pack !== null && (!pack.holds || pack.signature === 'wrong'));
  if (isBroken) return { tone: 'danger', word: 'Broken', lines: [...packed, ...chain] };
  const isCertain = kind === 'pack' ? pack?.signature === 'expected' : verdict.anchoredSeq !== null;
  return { tone: isCertain ? 'success' : 'warning', word: isCertain ? 'Holds' : 'Holds, as far as can be seen', lines: [...packed, ...chain] };
}

function packLines({ holds, problems, signature, fingerprint }: PackVerdict): readonly string[] {
  return [
    holds ? 'Every file in the pack has the digest its manifest says.' : 'The pack does not hold.',
    ...problems.map((problem) => displayText(problem, 300)),
    SIGNATURE[signature],
    ...(fingerprint === null ? [] : [`Fingerprint of the key: ${displayText(fingerprint, 200)}`]),
  ];
}
