/**
 * What was mailed from the tenant's mailboxes, in memory. A real mailbox holds the whole text, a passcode in it included:
 * that is what `content` is there to show.
 */
export type DemoMail = {
  readonly at: string;
  /** User principal name of the sender. */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly contentType: 'text' | 'html';
  readonly content: string;
  readonly savedToSentItems: boolean;
  readonly requestId: string;
};
