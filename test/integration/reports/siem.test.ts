/* eslint-disable no-control-regex -- control characters are exactly what is looked for */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cefEvent } from '../../../main/adapters/reports/cef-event';
import { givenReporter } from './given-reporter';
import { headOf, HOSTILE, livesOf, sourceOf } from './given-report';

const some = livesOf(HOSTILE);
const linesOf = async (format: 'ocsf' | 'cef' | 'jsonl') => {
  const { write, file } = givenReporter();
  const written = await write(headOf(format), sourceOf(await some));
  expect(written.ok).toBe(true);
  return readFileSync(file(), 'utf8').split('\n').slice(0, -1);
};

/**
 * OCSF 1.1.0 as its repository states it (github.com/ocsf/ocsf-schema: events/iam/account_change.json, events/application/
 * api_activity.json, includes/classification.json, objects/*.json): required attributes, enum values, "at least one" constraints.
 */
const User = z.object({ name: z.string().optional(), uid: z.string().optional(), type_id: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(99)]) }).refine(({ name, uid }) => name !== undefined || uid !== undefined);
const Endpoint = z.object({ ip: z.string().optional(), svc_name: z.string().optional() }).refine(({ ip, svc_name }) => ip !== undefined || svc_name !== undefined);
const Event = z
  .looseObject({
    activity_id: z.int(), activity_name: z.string(), category_uid: z.int(), class_uid: z.int(), type_uid: z.int(), severity_id: z.union([0, 1, 2, 3, 4, 5, 6, 99].map((id) => z.literal(id))), time: z.int().min(1e12),
    status_id: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(99)]),
    metadata: z.looseObject({ version: z.literal('1.1.0'), product: z.looseObject({ name: z.string(), vendor_name: z.string() }) }),
    actor: z.looseObject({ user: User }), unmapped: z.looseObject({}),
  })
  .refine((event) => event.type_uid === event.class_uid * 100 + event.activity_id && event.category_uid === Math.floor(event.class_uid / 1000));
const AccountChange = Event.and(z.looseObject({ class_uid: z.literal(3001), activity_id: z.union([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99].map((id) => z.literal(id))), user: User }));
const ApiActivity = Event.and(z.looseObject({ class_uid: z.literal(6003), activity_id: z.union([0, 1, 2, 3, 4, 99].map((id) => z.literal(id))), api: z.looseObject({ operation: z.string().min(1) }), src_endpoint: Endpoint }));

describe('OCSF', () => {
  it('is one valid event a line, whatever people are called', async () => {
    const events = (await linesOf('ocsf')).map((line) => JSON.parse(line) as { class_uid: number });
    expect(events).toHaveLength(HOSTILE.length * 5);
    const wrong = events.filter((event) => !(event.class_uid === 3001 ? AccountChange : ApiActivity).safeParse(event).success);
    expect(wrong).toEqual([]);
    // The schema can refuse, or it would prove nothing.
    expect(AccountChange.safeParse({ ...events[1], type_uid: 300199 }).success).toBe(false);
  });

  it('tells an intent from what it came to, and names who did it to whom', async () => {
    const [intent, outcome, audit, signIn, seen] = (await linesOf('ocsf')).map((line) => JSON.parse(line));
    expect([intent, outcome, audit, signIn, seen].map(({ class_uid, activity_id, status_id, api, src_endpoint }) => [class_uid, activity_id, status_id, api.operation, src_endpoint.ip])).toEqual([
      [6003, 1, 0, 'pass.issue (intent)', undefined],
      [3001, 10, 1, 'pass.issue', undefined],
      [3001, 10, 1, 'Admin registered security info', undefined],
      [6003, 99, 1, 'sign-in', '203.0.113.7'],
      [6003, 2, 1, 'pass.read', undefined],
    ]);
    expect([outcome.actor.user.name, outcome.user.full_name, outcome.time, outcome.unmapped.ticket, outcome.unmapped.facts.name]).toEqual(['olga@contoso.example', '=1+1', Date.parse('2026-03-02T09:15:00Z'), 'INC-1234', '=1+1']);
  });
});

/** CEF written down once more, from the standard: seven header fields, then keys and values that end where the next key begins. */
function parsedCef(line: string) {
  const fields: string[] = [];
  let [field, at] = ['', 0];
  for (; fields.length < 7 && at < line.length; at += 1) {
    const sign = line[at]!;
    if (sign === '\\') field += line[(at += 1)] ?? '';
    else if (sign === '|') [fields[fields.length], field] = [field, ''];
    else field += sign;
  }
  const rest = line.slice(at);
  const keys = [...rest.matchAll(/(?:^| )([A-Za-z0-9]+)(?<!\\)=/g)];
  const value = (text: string) => text.replace(/\\([\\=nr])/g, (_, sign: string) => ({ n: '\n', r: '\r' })[sign] ?? sign);
  return { fields, values: Object.fromEntries(keys.map((key, index) => [key[1]!, value(rest.slice(key.index + key[0].length, keys[index + 1]?.index))])) };
}

/** As `cef-event.ts` says: control characters as pictures, what is too long cut. */
const expectedName = (name: string) => {
  const plain = name.replace(/[\u2028\u2029\u0085]/g, '\n').replace(/[\u0000-\u0009\u000B\u000C\u000E-\u001F]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)));
  return Buffer.from(plain.length > 1023 ? `${plain.slice(0, 1022)}…` : plain).toString();
};

describe('CEF', () => {
  it('reads back as what was written, whatever people are called', async () => {
    const events = (await linesOf('cef')).map(parsedCef);
    expect(events).toHaveLength(HOSTILE.length * 5);
    expect(events.filter(({ fields }) => fields.length !== 7 || fields[0] !== 'CEF:0' || fields[1] !== 'Tapdesk' || fields[3] !== '9.9.9')).toEqual([]);
    expect(events.filter((_, index) => index % 5 === 1).map(({ values }) => values.msg)).toEqual(HOSTILE.map(expectedName));
    expect(events[1]).toMatchObject({ fields: ['CEF:0', 'Tapdesk', 'Tapdesk', '9.9.9', 'account-change:10', 'pass.issue', '3'], values: { suser: 'olga@contoso.example', duser: 'ada@contoso.example', outcome: 'success', cs1: 'INC-1234', cs1Label: 'ticket', rt: '1772442900000' } });
  });

  it('keeps two long ids apart that begin alike, and lets no fact stand in for what the event says of itself', () => {
    const event = { uid: `${'a'.repeat(60)}1`, at: '2026-03-02T09:00:00Z', source: 'journal', operation: 'pass.issue', service: '', outcome: 'success', actor: null, person: null, change: null, verb: 'create', correlationId: '', ipAddress: '', country: 'DE', ticket: '', reason: '', what: '', lineId: 'l', lineKind: 'pass', findings: [], facts: { uid: 'forged', source: 'audit', country: 'US', findings: 'none', seq: 1 } } as const;
    const [one, other] = [event, { ...event, uid: `${'a'.repeat(60)}2` }].map((each) => parsedCef(cefEvent(each, 't', '9')).values);
    expect([one!.externalId === other!.externalId, one!.externalId!.length, JSON.parse(one!.cs6!)]).toEqual([false, 40, { uid: event.uid, source: 'journal', country: 'DE', findings: [], seq: 1 }]);
  });

  it('is understood by a parser that others wrote, as far as that one goes: it leaves escapes as they are', async () => {
    const parse = createRequire(import.meta.url)('nsyslog-parser') as (line: string) => { readonly cef: Record<string, string>; readonly fields: Record<string, string> };
    const { write, file } = givenReporter();
    await write(headOf('cef'), sourceOf(await livesOf(['Ada Lovelace'])));
    const events = readFileSync(file(), 'utf8').split('\n').slice(0, -1).map((line) => parse(line));
    expect(events.map(({ cef, fields }) => [cef.version, cef.deviceVendor, cef.deviceEventClassID, cef.severity, fields.suser, fields.msg])).toEqual([
      ['CEF:0', 'Tapdesk', 'api-activity:create', '6', 'olga@contoso.example', 'Ada Lovelace'],
      ['CEF:0', 'Tapdesk', 'account-change:10', '3', 'olga@contoso.example', 'Ada Lovelace'],
      ['CEF:0', 'Tapdesk', 'account-change:10', '3', 'olga@contoso.example', 'Ada Lovelace'],
      ['CEF:0', 'Tapdesk', 'api-activity:other', '3', 'ada@contoso.example', 'Ada Lovelace'],
      ['CEF:0', 'Tapdesk', 'api-activity:read', '3', undefined, 'Ada Lovelace'],
    ]);
  });
});

describe('JSON Lines', () => {
  it('are a header, every life as it is, and a footer that counts and seals them', async () => {
    const { createHash } = await import('node:crypto');
    const lines = await linesOf('jsonl');
    const [header, footer] = [lines[0]!, lines.at(-1)!].map((line) => JSON.parse(line));
    expect(lines.slice(1, -1).map((line) => JSON.parse(line))).toEqual((await some).lives.map((life) => ({ record: 'life', ...life })));
    expect([header.record, header.format, header.timesIn, header.timeZone, header.head.seq]).toEqual(['header', 'tapdesk-history 1', 'UTC', 'Europe/Berlin', 1000]);
    expect(footer).toEqual({ record: 'footer', count: HOSTILE.length, sha256: createHash('sha256').update(lines.slice(1, -1).map((line) => `${line}\n`).join('')).digest('hex') });
  });
});
