/**
 * What stands on slips: texts and what kind of text each is, a sheet after another. Data alone, so that what is printed
 * and what is sealed are the same pages, and so that it can be tested without a window. Pure.
 */
import type { Slip, SlipLayout } from '../../ports/delivery';

export type SlipLine = { readonly kind: 'title' | 'text' | 'name' | 'passcode' | 'small'; readonly text: string };

/** Begins on a page of its own. `head` stands at the top of each of its pages; a part is not torn apart between two. */
export type SlipSheet = { readonly head: readonly SlipLine[]; readonly parts: readonly (readonly SlipLine[])[] };

/** Sheets for managers, in the order in which their people come, then pages of people without one. */
export function slipSheets(slips: readonly Slip[], layout: SlipLayout): readonly SlipSheet[] {
  if (layout === 'page-per-person') return slips.map(personSheet);
  const byManager = new Map<string, Slip[]>();
  const alone: Slip[] = [];
  for (const slip of slips) {
    if (slip.managerId === null) alone.push(slip);
    else byManager.set(slip.managerId, [...(byManager.get(slip.managerId) ?? []), slip]);
  }
  return [...[...byManager.values()].map(managerSheet), ...alone.map(personSheet)];
}

function personSheet(slip: Slip): SlipSheet {
  const manager: readonly SlipLine[] = slip.managerName === null ? [] : [{ kind: 'small', text: `Manager: ${slip.managerName}` }];
  return { head: [{ kind: 'title', text: 'Temporary Access Pass' }], parts: [[...partOf(slip), ...manager]] };
}

/** Each part holds all that its person needs: strips can be cut off and given away, and nobody sees another's. */
function managerSheet(slips: readonly Slip[]): SlipSheet {
  const name = slips.find(({ managerName }) => managerName !== null)?.managerName ?? 'a manager whose name was not read';
  return {
    head: [
      { kind: 'title', text: 'Temporary Access Passes' },
      { kind: 'text', text: `For ${name}: ${slips.length === 1 ? '1 person' : `${slips.length} people`}` },
      { kind: 'small', text: 'Cut along the lines. Give each strip to its person only, after making sure that it is them.' },
    ],
    parts: slips.map(partOf),
  };
}

function partOf({ displayName, userPrincipalName, passcode, validFrom, validUntil, isUsableOnce, card }: Slip): readonly SlipLine[] {
  const validity = validFrom === null ? `Ends ${validUntil}.` : `Works from ${validFrom} and ends ${validUntil}.`;
  return [
    { kind: 'name', text: displayName },
    { kind: 'text', text: `User name: ${userPrincipalName}` },
    { kind: 'passcode', text: passcode },
    { kind: 'text', text: `${isUsableOnce ? 'Can be used once. ' : ''}${validity}` },
    ...card.map((step, index) => ({ kind: 'text', text: `${index + 1}. ${step}` }) as const),
    { kind: 'small', text: 'Type the passcode without spaces. Destroy this slip once you have signed in.' },
  ];
}
