/** What opened journals and evidence packs have shown of themselves, in words. */
import { displayText } from '../../../shared/domain/display-text';
import type { OpenJournal, PackVerdict } from '../../../shared/domain/history/history-state';
import { anchoredText, chainText } from '../../ui/chain-text';

const SIGNATURE: Readonly<Record<PackVerdict['signature'], string>> = {
  expected: 'Signed with the key you expected.',
  somebody: 'Signed, but anyone could have signed it: only a fingerprint that was had by another way, expected or listed in the desk policy, can say who did.',
  none: 'Not signed: its digests show a change, and not who made the pack.',
  wrong: 'Not signed with the key you expected, or the signature does not fit.',
};

/** How much of it can be relied on, best said first. */
export type Told = { readonly tone: 'success' | 'danger' | 'warning' | 'neutral'; readonly word: string; readonly lines: readonly string[] };

export function journalVerdict({ kind, verdict, pack, trust }: OpenJournal): Told {
  if (verdict === null && pack === null) return { tone: 'neutral', word: 'Being verified', lines: [] };
  const lines = [...(pack === null ? [] : packLines(pack, trust)), ...(verdict === null ? [] : chainLines(verdict, kind))];
  if (verdict?.state === 'broken' || (pack !== null && (!pack.holds || pack.signature === 'wrong'))) return { tone: 'danger', word: 'Broken', lines };
  if (verdict?.state === 'accepted') return { tone: 'warning', word: 'Holds behind an accepted break', lines };
  const isCertain = kind === 'own' ? verdict !== null && verdict.anchoredSeq !== null : trust !== 'nobodys';
  return { tone: isCertain ? 'success' : 'warning', word: isCertain ? 'Holds' : 'Holds, as far as can be seen', lines };
}

/** Whose word it is, and what follows from that for findings; null of this desk's own. */
export function whoseWord({ trust, entries, vouchedThrough }: OpenJournal): { readonly word: string; readonly line: string } | null {
  switch (trust) {
    case 'own':
      return null;
    case 'anchored':
      return {
        word: 'Vouched for by an anchor',
        line: `A place where this desk notes its own heads has heads of this journal up to entry ${vouchedThrough}: up to there it explains findings.${vouchedThrough < entries ? ' What came after it is nobody’s word yet, and explains none.' : ''}`,
      };
    case 'signed':
      return { word: 'Vouched for by its signature', line: 'It is known whose key signed it: what it says explains findings.' };
    case 'nobodys':
      return { word: 'Nobody’s word', line: 'Nothing proves who wrote it: anyone could have. It is shown, and explains no finding.' };
  }
}

function chainLines(verdict: NonNullable<OpenJournal['verdict']>, kind: OpenJournal['kind']): readonly string[] {
  if (verdict.state === 'broken') return [chainText(verdict), 'What comes before it still holds.'];
  return [chainText(verdict), ...(kind === 'pack' ? [] : [anchoredText(verdict)])];
}

function packLines({ holds, problems, signature, fingerprint }: PackVerdict, trust: OpenJournal['trust']): readonly string[] {
  return [
    holds ? 'Every file in the pack has the digest its manifest says.' : 'The pack does not hold.',
    ...problems.map((problem) => displayText(problem, 300)),
    trust === 'signed' && signature === 'somebody' ? 'Signed with a key that the desk policy lists.' : SIGNATURE[signature],
    ...(fingerprint === null ? [] : [`Fingerprint of the key: ${displayText(fingerprint, 200)}`]),
  ];
}
