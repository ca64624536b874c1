/** Goes through everything that crossed between the app and its window. */
import type { Search } from '../support/secret-search';
import type { CanaryKind } from './canaries';
import type { Told } from './line';

export type MessageCount = { readonly what: string; readonly count: number; readonly holding: number };
/** One search for each kind of secret: what may hold the one must not hold the other. */
export type Searches = Readonly<Record<CanaryKind, Search>>;

const KINDS: readonly CanaryKind[] = ['passcode', 'key'];
const REVEALS: Readonly<Record<CanaryKind, string>> = { passcode: 'desk:passcode.reveal', key: 'desk:runs.reveal-key' };
const isReveal = (of: CanaryKind) => ({ kind, channel }: Told) => kind === 'reply' && channel === REVEALS[of];

const CROSSINGS: readonly { readonly what: string; readonly is: (told: Told) => boolean; readonly mayHold: CanaryKind | null }[] = [
  { what: 'replies to a reveal', is: isReveal('passcode'), mayHold: 'passcode' },
  { what: 'replies to the reveal of a key', is: isReveal('key'), mayHold: 'key' },
  { what: 'other replies', is: (told) => told.kind === 'reply' && !KINDS.some((kind) => isReveal(kind)(told)), mayHold: null },
  { what: 'events', is: ({ kind }) => kind === 'event', mayHold: null },
  { what: 'calls from the window', is: ({ kind }) => kind === 'call', mayHold: null },
  { what: 'scripts run in the window', is: ({ kind }) => kind === 'script', mayHold: null },
];

export function searchMessages(told: readonly Told[], searches: Searches): { readonly messages: readonly MessageCount[]; readonly findings: readonly string[] } {
  const findings = new Set<string>();
  const messages = CROSSINGS.map(({ what, is, mayHold }) => {
    const crossed = told.filter(is);
    const holding = crossed.filter((message) => {
      const found = KINDS.filter((kind) => {
        const hits = searches[kind](message.bytes);
        if (kind !== mayHold) for (const { secret, form } of hits) findings.add(`${secret} as ${form}: ${message.kind} ${message.channel}`);
        return hits.length > 0;
      });
      return found.length > 0;
    });
    // Not every run of it makes an encrypted PDF; each shows a passcode.
    if (mayHold !== null && holding.length === 0 && (mayHold === 'passcode' || crossed.length > 0)) findings.add(`None of the ${what} was found to hold a ${mayHold}: the search of the messages proves nothing`);
    return { what, count: crossed.length, holding: holding.length };
  });
  return { messages, findings: [...findings] };
}
