/**
 * What became of passcodes outside the desk, by the word of those whom they reached: the window, the printer's tray, whoever
 * has both file and key, the mailboxes. A passcode counts only if the tenant says that it opens the person's pass.
 */
import type { DemoTenant } from '../../main/demo-tenant';

export const WAYS = ['shown', 'printed', 'sealed', 'mailed'] as const;
export type Way = (typeof WAYS)[number];

/** `isKnown`: the desk knows, for it has answered that it does. */
export type Delivery = { readonly passId: string; readonly personId: string; readonly way: Way; isKnown: boolean };
export type Ledger = ReturnType<typeof createLedger>;

/** In a letter to a manager: whose, and the passcode alone on the next line. */
const IN_LETTER = /\((\S+)\)\n {4}(\S+)$/gm;

export function createLedger({ state }: Pick<DemoTenant, 'state'>) {
  const deliveries: Delivery[] = [];
  /** Passcodes that somebody was given and that opened nothing: whose. */
  const dead: string[] = [];
  let mailsRead = 0;

  /** @param person - Id or user principal name. */
  const out = (person: string, passcode: string, way: Way): Delivery | null => {
    const personId = state.person(person)?.id ?? person;
    const pass = state.passOf(personId);
    if (pass === undefined || !state.opens(personId, passcode)) {
      dead.push(person);
      return null;
    }
    const delivery = deliveries.find((each) => each.passId === pass.id && each.way === way) ?? { passId: pass.id, personId, way, isKnown: false };
    if (!deliveries.includes(delivery)) deliveries.push(delivery);
    return delivery;
  };

  return {
    deliveries: deliveries as readonly Delivery[],
    dead: dead as readonly string[],
    out,
    /** The desk has said that it knows: of these people's deliveries that way, the newest. */
    acknowledge: (personIds: readonly string[], way: Way): void => {
      for (const id of personIds) {
        const delivery = deliveries.findLast((each) => each.personId === id && each.way === way);
        if (delivery) delivery.isKnown = true;
      }
    },
    /** Reads the mails that have come since the last look. Those that tell a person of their pass have no passcode in them. */
    noticeMails: (): void => {
      for (; mailsRead < state.mails.length; mailsRead += 1) {
        for (const [, person = '', passcode = ''] of (state.mails[mailsRead]?.content ?? '').matchAll(IN_LETTER)) out(person, passcode, 'mailed');
      }
    },
    has: (passId: string): boolean => deliveries.some((each) => each.passId === passId),
  };
}
