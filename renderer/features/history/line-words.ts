/** A line in words, short enough for a row. Pure. */
import { displayText } from '../../../shared/domain/display-text';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { KIND_WORDS, USE_WORDS, whatWords } from '../../../shared/domain/history/words';
import { assertNever } from '../../../shared/result';
import type { StateTone } from '../../ui/pass-state-text';
import { shortFrom } from './line-time';
import { scenarioName } from './line-names';

export type StateWords = { readonly text: string; readonly tone: StateTone; /** What more there is to say; empty for nothing. */ readonly more: string };

/** What it is: the role of a grant, the action of an act, or just its kind. */
export function whatText({ kind, what }: HistoryLine): string {
  if (what === '') return KIND_WORDS[kind];
  return displayText(whatWords(what));
}

/** What lies under it: the kind where the first line does not say it, the preset, the run. */
export function whatMore(line: HistoryLine): string {
  const parts = [whatText(line) === KIND_WORDS[line.kind] ? '' : KIND_WORDS[line.kind], line.scenario === '' ? '' : scenarioName(line.scenario), line.runId === '' || line.kind === 'run' ? '' : 'in a run'];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Acts that are a line of the desk only where it refused them: see join-others.ts. */
const REFUSABLE: ReadonlySet<string> = new Set(['pass.issue', 'grant.make', 'grant.extend', 'run.begin']);

/** How it came out and how it stands. */
export function stateWords(line: HistoryLine): StateWords {
  switch (line.result) {
    case 'failed':
      return line.kind === 'desk' && REFUSABLE.has(line.what) ? { text: 'Refused', tone: 'warning', more: 'Nothing was sent' } : { text: 'Failed', tone: 'danger', more: '' };
    case 'unknown':
      return { text: 'Not known', tone: 'warning', more: 'It may have happened' };
    case 'open':
      return { text: 'No outcome', tone: 'warning', more: 'None was recorded' };
    case 'succeeded':
      return lived(line);
  }
}

function lived(line: HistoryLine): StateWords {
  const ends = line.endsAt === null ? '' : shortFrom(line.endsAt, line.at);
  const use = usedText(line);
  switch (line.state) {
    case null:
      // Of a pass that Entra's log alone has, nothing tells how long it lives.
      return line.kind === 'pass' && line.use !== null ? { text: 'Issued', tone: 'neutral', more: line.use === 'not-known' ? 'End not known' : `End not known, ${use}` } : { text: 'Done', tone: 'neutral', more: '' };
    case 'planned':
      return { text: 'Starts later', tone: 'neutral', more: ends && `until ${ends}` };
    case 'live':
      return { text: 'Live', tone: 'success', more: [ends && `until ${ends}`, line.use === 'no' ? '' : use].filter(Boolean).join(', ') };
    case 'used':
      return { text: use === '' ? 'Used' : use, tone: 'neutral', more: line.kind === 'pass' ? 'No method registered' : '' };
    case 'registered':
      return { text: use === '' ? 'Used' : use, tone: 'success', more: line.registeredAt === null ? 'Method registered' : `Method registered ${shortFrom(line.registeredAt, line.at)}` };
    case 'revoked':
      return { text: 'Revoked', tone: 'neutral', more: [ends, use].filter(Boolean).join(', ') };
    case 'ended':
      return { text: 'Ended', tone: 'neutral', more: ends };
    case 'expired':
      return line.kind === 'pass' && line.use === 'no' ? { text: 'Expired unused', tone: 'warning', more: ends } : { text: 'Expired', tone: 'neutral', more: [ends, use].filter(Boolean).join(', ') };
    case 'replaced':
      return { text: 'Replaced', tone: 'neutral', more: use };
    default:
      return assertNever(line.state);
  }
}

/** "Used 09:12", with the date where it was another day; empty where use means nothing. */
export function usedText({ use, firstUsedAt, at }: HistoryLine): string {
  if (use === null) return '';
  return firstUsedAt === null ? USE_WORDS[use] : `${USE_WORDS[use]} ${shortFrom(firstUsedAt, at)}`;
}
