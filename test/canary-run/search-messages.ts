/** Goes through everything that crossed between the app and its window. */
import type { Search } from '../support/secret-search';
import type { Told } from './line';

export type MessageCount = { readonly what: string; readonly count: number; readonly holding: number };

const REVEAL = 'desk:passcode.reveal';
const isReveal = ({ kind, channel }: Told) => kind === 'reply' && channel === REVEAL;

const CROSSINGS: readonly { readonly what: string; readonly is: (told: Told) => boolean; readonly mayHold: boolean }[] = [
  { what: 'replies to a reveal', is: isReveal, mayHold: true },
  { what: 'other replies', is: (told) => told.kind === 'reply' && !isReveal(told), mayHold: false },
  { what: 'events', is: ({ kind }) => kind === 'event', mayHold: false },
  { what: 'calls from the window', is: ({ kind }) => kind === 'call', mayHold: false },
  { what: 'scripts run in the window', is: ({ kind }) => kind === 'script', mayHold: false },
];

export function searchMessages(told: readonly Told[], search: Search): { readonly messages: readonly MessageCount[]; readonly findings: readonly string[] } {
  const findings = new Set<string>();
  const messages = CROSSINGS.map(({ what, is, mayHold }) => {
    const holding = told.filter(is).filter((message) => {
      const hits = search(message.bytes);
      if (!mayHold) for (const { secret, form } of hits) findings.add(`${secret} as ${form}: ${message.kind} ${message.channel}`);
      return hits.length > 0;
    });
    return { what, count: told.filter(is).length, holding: holding.length };
  });
  const revealed = messages[0]?.holding ?? 0;
  if (revealed === 0) findings.add('No reveal was found to hold a passcode: the search of the messages proves nothing');
  return { messages, findings: [...findings] };
}
