/**
 * A Teams workflow that begins "when a Teams webhook request is received": a message with one adaptive card. The workflow's address
 * carries its own signature, so it is a secret. Whatever comes from the directory stands in text runs, which know no Markdown: in text
 * blocks and facts a display name could become a link. Sources: Adaptive Cards 1.5, RichTextBlock and TextRun ("Markdown is not
 * supported"); Microsoft Teams, incoming webhooks with Workflows.
 */
import type { Alert, AlertSinkRule } from '../../../shared/domain/alert';
import type { AlertSink } from '../../ports/alerts';
import { factsOf, titleOf } from './alert-text';
import { type FetchLike, postJson } from './post';
import { secretIn } from './secret-file';

type Rule = Extract<AlertSinkRule, { kind: 'teams' }>;

export function teamsSink({ name, urlFile }: Rule, fetch: FetchLike): AlertSink {
  return {
    name,
    kind: 'teams',
    send: async (alert, isRepeated) => {
      const url = await secretIn(urlFile);
      if (url === null || !isPlainHttps(url)) return { state: 'failed', reason: 'not-configured', detail: `no https address in ${urlFile}` };
      return postJson(fetch, url, JSON.stringify(messageOf(alert, isRepeated)), {});
    },
  };
}

export function messageOf(alert: Alert, isRepeated: boolean) {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.5',
          body: [
            { type: 'TextBlock', size: 'Medium', weight: 'Bolder', text: titleOf(alert), wrap: true },
            ...factsOf(alert).map(([name, value]) => line({ text: `${name}: `, weight: 'Bolder' }, { text: plain(value) })),
            ...(isRepeated ? [{ type: 'TextBlock', isSubtle: true, text: 'This may be a repetition.', wrap: true }] : []),
            line({ text: plain(alert.id), isSubtle: true, size: 'Small' }),
          ],
        },
      },
    ],
  };
}

type Run = { readonly text: string; readonly weight?: 'Bolder'; readonly isSubtle?: true; readonly size?: 'Small' };
const line = (...runs: readonly Run[]) => ({ type: 'RichTextBlock', inlines: runs.map((run) => ({ type: 'TextRun', ...run })) });

/** `{{DATE(…)}}` would be computed by whoever shows the card. */
const plain = (text: string): string => text.replace(/\{(?=\{)/g, '{ ');

function isPlainHttps(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url);
    // An address with a name and a password in it is refused by fetch.
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    return false;
  }
}
