/** A CSV of people: whatever is wrong with it is said with line and column, and nothing is guessed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import { readList } from '../../../main/usecases/read-list';
import { realDesk } from '../../support/real-desk';

const { member, namesakeOne, joiner, externalGuest } = DEMO_PEOPLE;

async function read(text: string) {
  const { desk } = await realDesk();
  const list = await readList(desk, text);
  if (!list.ok) throw new Error(list.error.kind);
  return list.value;
}
const problemsOf = async (text: string) => (await read(text)).problems.map(({ kind, line, column, value }) => `${line}:${column} ${kind} ${value}`.trim());

describe('a list', () => {
  it('names people by user name, mail, employee id or object id, whatever the order and case of the headings', async () => {
    const list = await read(`Department;Object-ID;TIME ZONE;Start_Date\r\nSales;${member.id};Asia/Singapore;2026-03-09\r\n\r\nOps;${namesakeOne.id.toUpperCase()};;\r\n`);
    expect(list).toEqual({
      people: [
        { personId: member.id.toLowerCase(), timeZone: 'Asia/Singapore', startDate: '2026-03-09', line: 2, displayName: member.displayName, userPrincipalName: member.userPrincipalName },
        { personId: namesakeOne.id.toLowerCase(), timeZone: null, startDate: null, line: 4, displayName: namesakeOne.displayName, userPrincipalName: namesakeOne.userPrincipalName },
      ],
      problems: [],
      ignored: ['Department'],
      lines: 2,
    });
    expect((await read(`\ufeffUPN\n${joiner.userPrincipalName.toUpperCase()}\n${externalGuest.userPrincipalName}`)).people.map(({ displayName }) => displayName)).toEqual([joiner.displayName, externalGuest.displayName]);
  });

  it('tells unknown people, duplicates, contradictions and bad values by line and column', async () => {
    const text = [
      'upn,id,time zone,start date',
      `${member.userPrincipalName},,,`,
      'nobody@fjordlight.example,,,',
      `${member.userPrincipalName},,,`,
      `${member.userPrincipalName},${namesakeOne.id},,`,
      `${joiner.userPrincipalName},,Mars/Olympus,`,
      `${joiner.userPrincipalName},,,03/09/2026`,
      ',not-an-id,,',
      ',,Europe/Oslo,',
      `${joiner.userPrincipalName},,,,,`,
      `"${joiner.userPrincipalName}",,"Europe/Oslo",2026-02-30`,
    ].join('\n');
    expect(await problemsOf(text)).toEqual([
      '3:1 unknown nobody@fjordlight.example',
      `4:1 duplicate ${member.userPrincipalName}`,
      `5:1 contradicts ${member.userPrincipalName}`,
      '6:3 bad-time-zone Mars/Olympus',
      '7:4 bad-date 03/09/2026',
      '8:2 unknown not-an-id',
      '9:1 empty',
      '10:5 too-many-values 6',
      '11:4 bad-date 2026-02-30',
    ]);
  });

  it('uses nothing of a file that cannot be trusted as a whole', async () => {
    expect(await problemsOf('')).toEqual(['1:1 no-header']);
    expect(await problemsOf('name,department\nAda,Sales')).toEqual(['1:1 no-identifier name, department']);
    expect(await problemsOf('upn,User Principal Name\na,b')).toEqual(['1:2 column-twice User Principal Name']);
    expect(await problemsOf(`upn\n"${member.userPrincipalName}`)).toEqual(['2:1 broken-quotes']);
    expect(await problemsOf('upn\nada\ufffd@x.example')).toEqual(['2:1 not-utf-8']);
    expect(await problemsOf(`upn\n${'a@x.example\n'.repeat(5_001)}`)).toEqual(['5002:1 too-many 5001']);
  });

  it('does not mind quotes, line breaks and separators inside of values', async () => {
    const list = await read(`note,upn\n"two\nlines, ""quoted""",${member.userPrincipalName}\nx,nobody@x.example\n`);
    expect([list.people.map(({ line }) => line), list.problems.map(({ line }) => line)]).toEqual([[2], [4]]);
  });

  it('never throws, whatever the text', async () => {
    const { desk } = await realDesk();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.constantFrom('upn', 'id', 'mail', ',', ';', '\t', '"', '\n', '\r\n', "O'Brien", member.id, '\u202e', '=1+1', ' '), { maxLength: 40 }).map((parts) => parts.join(''))), async (text) => {
        const list = await readList(desk, text);
        expect(list.ok).toBe(true);
        if (list.ok) for (const { line, column } of list.value.problems) expect(line >= 1 && column >= 1).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
