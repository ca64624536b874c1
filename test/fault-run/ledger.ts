/**
 * What became of passcodes outside the desk, by the word of those whom they reached: the window, the clipboard, the printer,
 * the mailboxes. A passcode counts only if the tenant says that it opens a pass.
 */
import type { DemoTenant } from '../../main/demo-tenant';

export type Ledger = {
  /** The window stands there with this passcode. @returns whether it opens the person's pass. */
  readonly shown: (personId: string, passcode: string) => boolean;
  /** The passcode left the desk some other way; whose it is shows by what it opens. */
  readonly delivered: (passcode: string) => void;
  /** Half of one stands in the window: it is out once the other half is in a mailbox. */
  readonly halfShown: (firstHalf: string) => void;
  /** The desk was told that the window showed it, and said that it knows. */
  readonly acknowledged: (passId: string) => void;
  /** A colleague made this pass by another tool, and handed it over. */
  readonly byColleague: (passId: string) => void;
  /** The operator said that this pass may be displaced. */
  readonly confirmed: (passId: string) => void;
  /** The operator asked to have this pass taken back. */
  readonly revokeAsked: (passId: string) => void;
  /** Reads the mails that have come since the last look. */
  readonly noticeMails: () => void;
  readonly facts: LedgerFacts;
};

export type LedgerFacts = {
  /** Pass id, and how many events the tenant had when its passcode was out. */
  readonly handedOver: ReadonlyMap<string, number>;
  readonly colleagues: ReadonlyMap<string, number>;
  /** Pass id, and how many events the tenant had when the operator said so. */
  readonly confirmed: ReadonlyMap<string, number>;
  readonly acknowledged: ReadonlySet<string>;
  readonly revokeAsked: ReadonlySet<string>;
  /** Passcodes that the window showed and that opened nothing: persons. */
  readonly dead: readonly string[];
};

/** Where a letter to the manager has the passcode. */
const IN_LETTER = /^ {4}(\S+)$/mu;

export function createLedger({ state }: Pick<DemoTenant, 'state'>): Ledger {
  const handedOver = new Map<string, number>();
  const colleagues = new Map<string, number>();
  const confirmed = new Map<string, number>();
  const acknowledged = new Set<string>();
  const revokeAsked = new Set<string>();
  const dead: string[] = [];
  const firstHalves: string[] = [];
  const secondHalves: string[] = [];
  let mailsRead = 0;
  const now = () => state.passEvents.length;
  const first = (map: Map<string, number>, passId: string): void => {
    if (!map.has(passId)) map.set(passId, now());
  };

  const delivered = (passcode: string): void => {
    // The youngest are at the end.
    const opened = state.passes().findLast(({ personId }) => state.opens(personId, passcode));
    if (opened) first(handedOver, opened.id);
  };

  return {
    shown: (personId, passcode) => {
      const pass = state.passOf(personId);
      const opens = pass !== undefined && state.opens(personId, passcode);
      if (opens) first(handedOver, pass.id);
      else dead.push(personId);
      return opens;
    },
    delivered,
    halfShown: (firstHalf) => {
      firstHalves.push(firstHalf);
      secondHalves.forEach((half) => delivered(firstHalf + half));
    },
    acknowledged: (passId) => void acknowledged.add(passId),
    byColleague: (passId) => first(colleagues, passId),
    confirmed: (passId) => first(confirmed, passId),
    revokeAsked: (passId) => void revokeAsked.add(passId),
    noticeMails: () => {
      for (; mailsRead < state.mails.length; mailsRead += 1) {
        const content = state.mails[mailsRead]?.content ?? '';
        const passcode = IN_LETTER.exec(content)?.[1];
        if (passcode === undefined) continue;
        delivered(passcode);
        if (!content.includes('second half')) continue;
        secondHalves.push(passcode);
        firstHalves.forEach((half) => delivered(half + passcode));
      }
    },
    facts: { handedOver, colleagues, confirmed, acknowledged, revokeAsked, dead },
  };
}
