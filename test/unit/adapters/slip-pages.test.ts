import { describe, expect, it } from 'vitest';
import { slipSheets } from '../../../main/adapters/delivery/slip-pages';
import type { Slip } from '../../../main/ports/delivery';

const slip = (displayName: string, change: Partial<Slip> = {}): Slip => ({
  displayName,
  userPrincipalName: `${displayName.toLowerCase()}@contoso.example`,
  passcode: `${displayName}-1234`,
  validFrom: null,
  validUntil: '24 November 2026, 09:00 CET',
  isUsableOnce: true,
  card: ['Sign in.', 'Set up the app.'],
  managerName: null,
  managerId: null,
  ...change,
});
const textsOf = (sheets: ReturnType<typeof slipSheets>) => sheets.map(({ head, parts }) => ({ head: head.map(({ text }) => text), parts: parts.map((part) => part.map(({ text }) => text)) }));
/** Who stands on which sheet. */
const namesOn = (sheets: ReturnType<typeof slipSheets>) => sheets.map(({ parts }) => parts.flatMap((part) => part.filter(({ kind }) => kind === 'name').map(({ text }) => text)));

describe('a page a person', () => {
  it('says who, how they sign in, with what, until when, what to do, and by whom they get it', () => {
    expect(textsOf(slipSheets([slip('Ada', { managerName: 'Rurik', managerId: 'r' })], 'page-per-person'))).toEqual([
      {
        head: ['Temporary Access Pass'],
        parts: [['Ada', 'User name: ada@contoso.example', 'Ada-1234', 'Can be used once. Ends 24 November 2026, 09:00 CET.', '1. Sign in.', '2. Set up the app.', 'Type the passcode without spaces. Destroy this slip once you have signed in.', 'Manager: Rurik']],
      },
    ]);
  });

  it('names the beginning of a pass that does not work yet', () => {
    const [sheet] = textsOf(slipSheets([slip('Ada', { validFrom: '23 November 2026, 09:00 CET', isUsableOnce: false })], 'page-per-person'));
    expect(sheet?.parts[0]?.[3]).toBe('Works from 23 November 2026, 09:00 CET and ends 24 November 2026, 09:00 CET.');
  });

  it('keeps the order, whoever the managers are', () => {
    const slips = [slip('Ada', { managerId: 'r' }), slip('Bruno'), slip('Cleo', { managerId: 'r' })];
    expect(namesOn(slipSheets(slips, 'page-per-person'))).toEqual([['Ada'], ['Bruno'], ['Cleo']]);
  });
});

describe('a sheet a manager', () => {
  it('never puts two managers of one name on one sheet, and gives a page to whoever has none', () => {
    const [one, other] = [{ managerName: 'Petra Nilsson', managerId: 'one' }, { managerName: 'Petra Nilsson', managerId: 'other' }];
    const sheets = slipSheets([slip('Ada', one), slip('Bruno'), slip('Cleo', other), slip('Dora', one), slip('Edda', { managerName: 'Petra Nilsson' })], 'sheet-per-manager');
    expect(namesOn(sheets)).toEqual([['Ada', 'Dora'], ['Cleo'], ['Bruno'], ['Edda']]);
    expect(textsOf(sheets).map(({ head }) => head.slice(0, 2))).toEqual([
      ['Temporary Access Passes', 'For Petra Nilsson: 2 people'],
      ['Temporary Access Passes', 'For Petra Nilsson: 1 person'],
      ['Temporary Access Pass'],
      ['Temporary Access Pass'],
    ]);
  });

  it('has all that each person needs in their own part', () => {
    const of = { managerName: 'Rurik', managerId: 'r' };
    const [sheet] = slipSheets([slip('Ada', of), slip('Bruno', of)], 'sheet-per-manager');
    for (const [at, name] of ['Ada', 'Bruno'].entries()) {
      const texts = sheet!.parts[at]!.map(({ text }) => text);
      expect(texts).toEqual(expect.arrayContaining([name, `${name}-1234`, '1. Sign in.', '2. Set up the app.']));
      expect(texts.join()).not.toContain(name === 'Ada' ? 'Bruno' : 'Ada');
    }
  });

  it('is made out to nobody by name when the name was not read', () => {
    expect(textsOf(slipSheets([slip('Ada', { managerId: 'r' })], 'sheet-per-manager'))[0]?.head[1]).toBe('For a manager whose name was not read: 1 person');
  });
});
