import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanQuery, isPathSegment, pathSegment, queryString, searchClause, stringLiteral } from '../../../main/adapters/graph/odata';
import { phoneForms } from '../../../main/adapters/graph/phone-forms';
import { searchPlan } from '../../../main/adapters/graph/search-query';
import { compileSearch } from '../../../main/demo-tenant/odata/search';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom('"', '\\', "'", ':', '#', '&', '+', '%', '/', '?', '=', '(', ')', ' OR ', ' or ', 'a', '1', ' ', '\u202e', '😀', '\ud800', '\u0000'), maxLength: 60 }),
);

/** Reads `$search` the way the rules say: clauses in double quotes, backslash escapes one character. */
function clausesOf(search: string): readonly string[] {
  const clauses: string[] = [];
  const outside = search.replace(/"((?:[^"\\]|\\.)*)"/gsu, (_, inner: string) => {
    clauses.push(inner.replace(/\\(.)/gsu, '$1'));
    return '';
  });
  expect(outside).toMatch(/^( OR )*$/);
  return clauses;
}

const parametersOf = (path: string) => new URL(path, 'https://graph.example').searchParams;

describe('text in OData', () => {
  it('puts each special character where it belongs', () => {
    expect([
      searchClause('displayName', 'a "b" \\c'),
      searchClause('mail', "o'neil:x@contoso.com"),
      stringLiteral("O'Neil' or 1 eq 1 or '"),
      queryString({ $search: '"mail:a+b&c#d%e"', $select: 'id,mail' }),
      pathSegment('ada_contoso.com#EXT#@x/y?z'),
    ]).toEqual([
      '"displayName:a \\"b\\" \\\\c"',
      '"mail:o\'neil:x@contoso.com"',
      "'O''Neil'' or 1 eq 1 or '''",
      '?$search=%22mail%3Aa%2Bb%26c%23d%25e%22&$select=id,mail',
      'ada_contoso.com%23EXT%23%40x%2Fy%3Fz',
    ]);
  });

  it('cleans what came along with a copied text', () => {
    expect(cleanQuery('\u202a+49\u00a0171\t555\u202c \ud83d\n')).toBe('+49 171 555');
    expect(cleanQuery('\u0000\u200e')).toBe('');
  });

  it('knows what cannot be a path segment', () => {
    expect(['', '.', '..', 'a\ud800', '...', '%2e', 'a/b'].map(isPathSegment)).toEqual([false, false, false, false, true, true, true]);
    fc.assert(
      fc.property(anyText.filter(isPathSegment), (text) => {
        const { pathname, search, hash } = new URL(`https://graph.example/v1.0/users/${pathSegment(text)}/manager`);
        expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'v1.0', 'users', text, 'manager']);
        expect(search + hash).toBe('');
      }),
    );
  });
});

describe('a search plan', () => {
  it('asks by name, mail and number with $search, by employee id and business phone with $filter', () => {
    const plan = searchPlan('+49 30 123', 26);
    const select = 'id,displayName,userPrincipalName,mail,department,jobTitle,employeeId,accountEnabled,userType,creationType,externalUserState,identities';
    const read = (path: string) => Object.fromEntries(parametersOf(path));
    expect(plan.by === 'text' && { text: plan.text, search: read(plan.reads.search!.path), filter: read(plan.reads.filter!.path) }).toEqual({
      text: '+49 30 123',
      search: {
        $search:
          '"displayName:+49 30 123" OR "mail:+49 30 123" OR "userPrincipalName:+49 30 123" OR "givenName:+49 30 123" OR "surname:+49 30 123"' +
          ' OR "mobilePhone:+49 30 123" OR "mobilePhone:49 30 123" OR "mobilePhone:4930123" OR "mobilePhone:+4930123" OR "mobilePhone:+4 930123" OR "mobilePhone:+49 30123" OR "mobilePhone:+493 0123"',
        $select: select,
        $top: '26',
        $count: 'true',
      },
      filter: {
        $filter:
          "startsWith(employeeId,'+49 30 123') or businessPhones/any(p:startsWith(p,'+49 30 123') or startsWith(p,'49 30 123') or startsWith(p,'4930123')" +
          " or startsWith(p,'+4930123') or startsWith(p,'+4 930123') or startsWith(p,'+49 30123') or startsWith(p,'+493 0123'))",
        $select: select,
        $top: '26',
        $count: 'true',
      },
    });
  });

  it('asks for a pasted object id by itself, and for nothing when nothing is left', () => {
    expect(searchPlan(' {071CC716-8147-4397-a5ba-b2105951cc0b}\n', 26)).toMatchObject({ by: 'id', id: '071CC716-8147-4397-a5ba-b2105951cc0b' });
    expect(searchPlan('\u200e \u0000', 26)).toEqual({ by: 'nothing' });
  });

  it('keeps an encoded ampersand, which Graph refuses, out of $search', () => {
    const plan = searchPlan('R&D', 26);
    expect(plan.by === 'text' && plan.reads.search!.path).toMatch(/^\/users\?\$search=%22displayName%3AR%20D%22%20OR%20%22mail%3AR%2526D%22/);
    expect(plan.by === 'text' && plan.reads.filter!.path).toContain("'R%26D'");
  });

  it('leaves out the filter that could find nobody', () => {
    const plan = searchPlan('somebody.with.a.long.name@contoso.com', 26);
    expect(plan.by === 'text' && Object.keys(plan.reads)).toEqual(['search']);
  });

  it('never lets the text out of its quotes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plan = searchPlan(text, 26);
        if (plan.by !== 'text') return;
        const search = parametersOf(plan.reads.search!.path);
        expect([...search.keys()]).toEqual(['$search', '$select', '$top', '$count']);
        const clauses = clausesOf(search.get('$search')!);
        const names = plan.text.replaceAll('&', ' ').replace(/\s+/gu, ' ').trim();
        const beginnings = ['mail', 'userPrincipalName', 'givenName', 'surname'].map((property) => `${property}:${plan.text.replaceAll('&', '%26')}`);
        expect(clauses.slice(0, names === '' ? 4 : 5)).toEqual([...(names === '' ? [] : [`displayName:${names}`]), ...beginnings]);
        expect(plan.reads.search!.path).not.toMatch(/%26(?!count|\$)/);
        expect(() => compileSearch(search.get('$search')!)).not.toThrow();
        const filter = plan.reads.filter && parametersOf(plan.reads.filter.path);
        if (!filter) return;
        expect([...filter.keys()]).toEqual(['$filter', '$select', '$top', '$count']);
        // With every string literal taken out, only our own words are left.
        expect(filter.get('$filter')!.replace(/'(?:[^']|'')*'/gu, '?')).toMatch(/^(startsWith\(employeeId,\?\)( or )?)?(businessPhones\/any\(p:startsWith\(p,\?\)( or startsWith\(p,\?\))*\))?$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('phone numbers', () => {
  it.each([
    ['0171 5551234', ['0171 5551234', '01715551234']],
    ['0171/555-1234', ['0171/555-1234', '0171 555 1234', '01715551234']],
    ['0049 171 555', ['0049 171 555', '+49 171 555', '0049 171 555', '0049171555', '+49171555', '+4 9171555', '+49 171555', '+491 71555']],
    ['1 425 555 0109', ['1 425 555 0109', '+1 425 555 0109', '14255550109', '+14255550109', '+1 4255550109', '+14 255550109', '+142 55550109', '425-555-0109']],
    ['(425) 555-0100', ['(425) 555-0100', '+425 555 0100', '425 555 0100', '4255550100', '+4255550100', '+4 255550100', '+42 55550100', '+425 5550100', '+1 425 555 0100', '425-555-0100']],
    ['(+49) (0)30 123', ['(+49) (0)30 123', '+49 30 123', '49 30 123', '4930123', '+4930123', '+4 930123', '+49 30123', '+493 0123']],
    ['+1', []],
    ['E1001', []],
    ['ada', []],
    ['12345678901234567890', []],
  ])('%s is tried as %j', (typed, forms) => {
    expect(new Set(phoneForms(typed))).toEqual(new Set(forms));
    expect(phoneForms(typed)[0]).toBe(forms[0]);
  });
});
