import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDeskPolicySource } from '../../../main/adapters/desk-policy/desk-policy-source';
import { readDeskPolicyText } from '../../../main/adapters/desk-policy/desk-policy-text';
import { fullPolicy, leastPolicy } from '../../support/desk-policy';
import { temporaryFolder } from '../../support/temporary';

const place = { tenantId: leastPolicy.tenantId, clientId: leastPolicy.clientId, cloud: 'global' };
const text = (value: unknown) => JSON.stringify(value, null, 2);
/** The full policy with one stretch of its text exchanged; says where the new text begins. */
function changed(from: string, to: string) {
  const whole = text(fullPolicy);
  const at = whole.indexOf(from);
  if (at === -1) throw new Error(`not in the policy: ${from}`);
  const before = whole.slice(0, at).split('\n');
  return { content: whole.replace(from, () => to), line: before.length, column: before.at(-1)!.length + 1 };
}

describe('a desk policy with limits', () => {
  it('is read as it is written', () => {
    expect(readDeskPolicyText(text(fullPolicy))).toEqual({ ok: true, value: fullPolicy });
  });

  it.each<[string, string, string, number, string, RegExp]>([
    // What, in place of, this, columns to the right, rule, sentence.
    ['a misspelt limit', '"startWithinDays": 7', '"startWithinDay": 7', 0, 'limits.standard.startWithinDay', /^"startWithinDay" is not a setting\. Correct its spelling or remove it \(there are: mayIssue, oneTimeRequired, startWithinDays, .*delivery\)\.$/],
    ['a tier that is none', '"privileged":', '"admin":', 0, 'limits.admin', /^"admin" is not a setting\. .*\(there are: everyone, standard, contractor, external-guest, privileged\)\.$/],
    ['a misspelt part of a limit', '"copy": false', '"copied": false', 0, 'limits.standard.delivery.copied', /there are: channels, copy, tellPerson/],
    ['an unknown key of the hours', '"timeZone"', '"zone"', 0, 'limits.everyone.hours.zone', /there are: timeZone, days, from, to/],
    ['an unknown key of a group’s limits', '"passesPerOperatorDay": 100', '"passesPerDay": 100', 0, 'operatorGroups.0.limits.everyone.passesPerDay', /there are: mayIssue/],
    ['an unknown key of a scenario', '"signsInMoreThanOnce"', '"signsInTwice"', 0, 'scenarios.1.signsInTwice', /there are: id, name, lifetimeInMinutes, isUsableOnce, signsInMoreThanOnce, card/],
    ['a line that the preflight does not have', '"eligible-roles"', '"eligibleRoles"', 0, 'notChecked.eligibleRoles', /there are: account, roles, eligible-roles/],
    ['a number too small', '"minimumMinutes": 10', '"minimumMinutes": 5', 18, 'limits.standard.lifetime.minimumMinutes', /^"limits\.standard\.lifetime\.minimumMinutes" must be a whole number from 10 to 43200\.$/],
    ['a number that is not whole', '"startWithinDays": 7', '"startWithinDays": 7.5', 19, 'limits.standard.startWithinDays', /must be a whole number from 0 to 30\.$/],
    ['a number in quotation marks', '"passesPerOperatorHour": 10', '"passesPerOperatorHour": "10"', 25, 'limits.standard.passesPerOperatorHour', /must be a whole number from 0 to 10000\.$/],
    ['a word for true', '"mayIssue": true', '"mayIssue": "yes"', 12, 'limits.standard.mayIssue', /must be true or false\.$/],
    ['a choice that is none', '"acknowledge"', '"ask"', 0, 'limits.standard.secondPassWithin24Hours', /must be "refuse", "acknowledge" or "allow"\.$/],
    ['a channel that is none', '"slip"', '"fax"', 0, 'limits.standard.delivery.channels.1', /must be "call", "slip", "manager-mail" or "split"\.$/],
    ['a text for a list', '"employeeTypes"', '"employeeTypes": "Contractor", "x"', 17, 'contractors.employeeTypes', /must be a list, \[ … \], of at most 50 entries\.$/],
    ['a choice for a list', '"kinds": [', '"kinds": "photo-id", "y": [', 9, 'limits.standard.verification.kinds', /must be a list, \[ … \], of "call-back", .* or "verified-id", and of at least 1 entry\.$/],
    ['a number for a part', '"ticket": {', '"ticket": 7, "z": {', 10, 'limits.everyone.ticket', /must be an object, \{ … \}, with pattern, example\.$/],
    ['a pattern that is none', '"INC-[0-9]{4,7}"', '"INC-[0-9"', 0, 'limits.everyone.ticket.pattern', /must be a regular expression, without a repetition of something that repeats\.$/],
    ['a time zone that is none', '"Europe/Berlin"', '"Middle-earth"', 0, 'limits.everyone.hours.timeZone', /must be an IANA time zone such as "Europe\/Berlin"\.$/],
    ['a time of day that is none', '"07:00"', '"7 am"', 0, 'limits.everyone.hours.from', /must be a time of day such as "07:30"\.$/],
    ['a group’s id that is none', '"5f0b8a52-4f4d-4c1c-9a8b-2b1f3c6d7e80"', '"second-line"', 0, 'operatorGroups.0.groupId', /must be a GUID such as/],
    ['a scenario’s id with blanks', '"autopilot"', '"Auto pilot"', 0, 'scenarios.1.id', /must be lower-case letters, digits and hyphens\.$/],
    ['a scenario’s id twice', '"id": "autopilot"', '"id": "lost-phone"', 6, 'scenarios.1.id', /must be unique; "lost-phone" is taken\.$/],
    ['a part that is missing', '"name": "Windows Autopilot",', '', -19, 'scenarios.1.name', /^"scenarios\.1\.name" is missing\. It must be a text of 1 to 60 characters\.$/],
    ['hours that are a word', '"hours": "any"', '"hours": "always"', 9, 'limits.privileged.hours', /must be "any" or \{ "timeZone"/],
    ['nothing for a limit', '"hours": "any"', '"hours": null', 9, 'limits.privileged.hours', /must be "any" or/],
    ['a misspelt part of a role', '"where": "units"', '"scope": "units"', 0, 'grants.roles.1.scope', /there are: role, name, longestMinutes, as, where/],
    ['a misspelt source of the contract’s end', '"groupPrefix"', '"prefix"', 0, 'contractors.end.prefix', /there are: leaveDate, attribute, groupPrefix, people/],
    ['an attribute that is none', '"extensionAttribute3"', '"employeeId"', 0, 'contractors.end.attribute', /must be "extensionAttribute1" to "extensionAttribute15"\.$/],
    ['a prefix too short to tell groups apart', '"Contract until "', '"C"', 0, 'contractors.end.groupPrefix', /must be a text of 3 to 60 characters, or null\.$/],
    ['a day that no calendar has', '"2027-03-31"', '"2027-02-30"', 0, 'contractors.end.people.max@fabrikam.example', /must be a day such as "2027-03-31"\.$/],
    ['a name that cannot be one', '"max@fabrikam.example"', '"m"', 5, 'contractors.end.people.m', /a user principal name has 3 to 256 characters\.$/],
    ['a role by name', '"29232cdf-9323-42fd-ade2-1d097af3e4de"', '"Exchange Administrator"', 0, 'grants.roles.0.role', /must be a GUID such as/],
    ['a grant shorter than PIM takes', '"longestMinutes": 240', '"longestMinutes": 4', 18, 'grants.roles.0.longestMinutes', /must be a whole number from 5 to 525600\.$/],
    ['a way of granting that is none', '"as": "eligible"', '"as": "permanent"', 6, 'grants.roles.1.as', /must be "active", "eligible" or "choose"\.$/],
    ['a misspelt setting of runs', '"handOverWithinMinutes"', '"handOverMinutes"', 0, 'runs.handOverMinutes', /there are: maximumPeople, startTime, timeZone, timeZones, handOverWithinMinutes, sealedPdf/],
    ['a run larger than any', '"maximumPeople": 100', '"maximumPeople": 100000', 17, 'runs.maximumPeople', /must be a whole number from 1 to 5000\.$/],
    ['a time zone of the desk that is none', '"Europe/Vienna"', '"CET+1"', 0, 'runs.timeZone', /must be an IANA time zone such as "Europe\/Berlin", or null\.$/],
    ['a time zone of the desk that is no text', '"Europe/Vienna"', '1', 0, 'runs.timeZone', /must be an IANA time zone such as "Europe\/Berlin", or null\.$/],
    ['a time zone of a place that is none', '"Europe/London"', '"London"', 0, 'runs.timeZones.1.timeZone', /must be an IANA time zone such as "Europe\/Berlin"\.$/],
    ['a property that nobody has', '"officeLocation"', '"office"', 0, 'runs.timeZones.0.property', /must be "usageLocation", "country", "city", "officeLocation" or "companyName"\.$/],
    ['a place for heads that is none', '"kind": "folder"', '"kind": "tape"', 8, 'journal.anchors.0.kind', /must be "folder", "webhook" or "list"\.$/],
    ['a misspelt part of a place for heads', '"listId"', '"list"', 0, 'journal.anchors.2.list', /there are: kind, siteId, listId\)/],
    ['a break of no known kind', '"problem": "cut"', '"problem": "torn"', 11, 'journal.acceptedBreaks.0.problem', /must be "edited", "missing", /],
    ['a factor too small', '"busyFactor": 3.5', '"busyFactor": 1', 14, 'history.busyFactor', /must be a number from 1\.5 to 100\.$/],
    ['a webhook in the clear', '"https://hooks.contoso.example/tapdesk"', '"http://hooks.contoso.example/tapdesk"', 0, 'alerts.sinks.0.url', /must be an https:\/\/ address\.$/],
    ['a secret in the policy', '"secretFile": "/etc/tapdesk/webhook.secret"', '"secret": "abc"', 0, 'alerts.sinks.0.secret', /there are: kind, name, url, secretFile, alerts\)/],
    ['a sink that is none', '"kind": "teams"', '"kind": "pager"', 8, 'alerts.sinks.1.kind', /must be "webhook", "teams", "mail" or "syslog"\.$/],
    ['an address that is none', '"leads@contoso.example"', '"leads"', 0, 'alerts.sinks.2.to.0', /must be a mail address\.$/],
    ['a port that is none', '"port": 6514', '"port": 65536', 8, 'alerts.sinks.3.port', /must be a whole number from 1 to 65535\.$/],
    ['two sinks of one name', '"name": "SIEM"', '"name": "Leads"', 8, 'alerts.sinks.3.name', /must be there once; an entry above has it already\.$/],
    ['an alert that is none', '"chain-broken"', '"everything"', 0, 'alerts.desktop.0', /must be "pass-issued", /],
    ['auditors by name', '"2b6c0d33-5e4f-4a1b-9c7d-3e5f7a9b1c2d"', '"Internal audit"', 0, 'auditors.groups.0.groupId', /must be a GUID such as/],
    ['a key meant for the prototype', '"mayIssue": true', '"__proto__": { "mayIssue": false }', 0, 'limits.standard.__proto__', /^"__proto__" is not a setting/],
  ])('says where and what to do about %s, and still knows the tenant', (_, from, to, columns, rule, problem) => {
    const { content, line, column } = changed(from, to);
    const read = readDeskPolicyText(content);
    const expected = { rule, problem: expect.stringMatching(problem), place };
    // A missing part is told at what it is missing from.
    expect(read).toEqual({ ok: false, error: columns < 0 ? { ...expected, line: line - 2, column: 5 } : { ...expected, line, column: column + columns } });
  });

  it('points at the second of two time zones for one place, whatever its letter case', () => {
    const second = '"value": "PUNE 2"';
    const content = text({ ...fullPolicy, runs: { timeZones: [{ property: 'officeLocation', value: 'Pune 2', timeZone: 'Asia/Kolkata' }, { property: 'officeLocation', value: 'PUNE 2', timeZone: 'Asia/Kolkata' }] } });
    const before = content.slice(0, content.indexOf(second)).split('\n');
    expect(readDeskPolicyText(content)).toEqual({
      ok: false,
      error: { line: before.length, column: before.at(-1)!.length + '"value": '.length + 1, rule: 'runs.timeZones.1.value', problem: '"runs.timeZones.1.value" must be there once; an entry above has it already.', place },
    });
  });

  it('points at the nearest thing that is there when bounds of several layers contradict each other', () => {
    const policy = { ...leastPolicy, limits: { everyone: { lifetime: { minimumMinutes: 300 } } } };
    expect(readDeskPolicyText(text(policy))).toEqual({
      ok: false,
      error: {
        line: 6,
        column: 13,
        rule: 'limits.privileged',
        problem: expect.stringMatching(/^"limits\.privileged" leaves no lifetime for privileged: from 300 to 120 minutes\. Limits are laid over one another: .*Change one of them/),
        place,
      },
    });
    const group = { ...fullPolicy, operatorGroups: [{ ...fullPolicy.operatorGroups![0]!, limits: { everyone: { reason: { minimumLength: 400 } } } }] };
    expect(readDeskPolicyText(text(group))).toMatchObject({ ok: false, error: { rule: 'operatorGroups.0.limits.standard', problem: expect.stringContaining('from 400 to 300 characters') } });
  });

  it('points at the role or template that contradicts what else is said, and speaks of nothing else', () => {
    const never = changed('"729827e3-9c14-49f7-bb1b-9608f156bbb8"', '"62e90394-69f5-4237-9190-012177145e10"');
    const template = changed('"defaultMinutes": 120', '"defaultMinutes": 241');
    const twice = changed('"729827e3-9c14-49f7-bb1b-9608f156bbb8"', '"29232cdf-9323-42fd-ade2-1d097af3e4de"');
    expect([never, template, twice].map(({ content }) => readDeskPolicyText(content))).toEqual([
      // The brace that opens it.
      { ok: false, error: { line: never.line - 1, column: 7, rule: 'grants.roles.1', problem: '"grants.roles.1" allows Helpdesk Administrator, which "never" refuses; remove one of the two.', place } },
      { ok: false, error: { line: template.line - 4, column: 7, rule: 'grants.templates.0', problem: '"grants.templates.0" "mail-incident" begins with 241 minutes and allows 240.', place } },
      { ok: false, error: { line: twice.line, column: twice.column, rule: 'grants.roles.1.role', problem: '"grants.roles.1.role" must be there once; an entry above has it already.', place } },
    ]);
  });

  it.each<[string, string, unknown]>([
    ['twice where it is not about the tenant', text(fullPolicy).replace('"mayIssue": true', '"mayIssue": true, "mayIssue": false'), place],
    ['of a version that is not known', text({ ...leastPolicy, version: 2 }), place],
    ['with the tenant twice', text(fullPolicy).replace('"tenantId"', `"tenantId": "${leastPolicy.clientId}", "tenantId"`), null],
    ['with part of the cloud twice', text({ ...leastPolicy, cloud: { authority: 'https://login.example/t', graph: 'https://graph.example' } }).replace('"graph"', '"graph": "https://other.example", "graph"'), null],
    ['without a client id', text({ ...fullPolicy, clientId: undefined }), null],
    ['with a cloud that is none', text({ ...fullPolicy, cloud: 'mars' }), null],
    ['with a cloud whose prototype is meant', text({ ...leastPolicy, cloud: 1 }).replace('"cloud": 1', '"cloud": { "__proto__": { "authority": "https://login.example/t", "graph": "https://graph.example" } }'), null],
    ['with a tenant in the prototype', text({ version: 1 }).replace('"version": 1', `"__proto__": ${text(leastPolicy)}`), null],
    ['that is no JSON', text(fullPolicy).slice(0, -1), null],
    ['with a comment', text(fullPolicy).replace('{', '{ // limits'), null],
  ])('that is broken because of something %s knows the tenant only if nothing can be doubted', (_, content, expected) => {
    expect(readDeskPolicyText(content)).toMatchObject({ ok: false, error: { place: expected } });
  });

  it('says no place when somebody else could have written it', () => {
    const file = join(temporaryFolder(), 'desk.json');
    writeFileSync(file, text({ ...leastPolicy, limits: 1 }));
    const read = (problem: string | null) => createDeskPolicySource({ file, mustBeAdministratorOwned: true, ownership: () => problem }).read();
    expect([read(null), read('it must belong to root')]).toMatchObject([
      { state: 'broken', place, error: { rule: 'limits' } },
      { state: 'broken', place: null, error: { rule: '', problem: 'it must belong to root.' } },
    ]);
    const failing = createDeskPolicySource({ file, mustBeAdministratorOwned: true, ownership: () => { throw new Error('no'); } });
    expect(failing.read()).toMatchObject({ state: 'broken', place: null });
  });

  it.each<[string, string, RegExp]>([
    ['ten megabytes', `${text(leastPolicy)}${' '.repeat(10_000_000)}`, /larger than 1 MiB/],
    ['a megabyte of unknown keys', `{${Array.from({ length: 90_000 }, (_, n) => `"k${n}":1`).join(',')}}`, /"k0" is not a setting/],
    ['a key of a megabyte', `{"${'k'.repeat(1_000_000)}":1}`, /^"k{60}…" is not a setting/],
    ['a list of a megabyte', text({ ...leastPolicy, scenarios: Array(100_000).fill(0) }).replaceAll(/\s/g, ''), /"scenarios(\.0)?" must be/],
    ['21 levels', `{"limits":${'['.repeat(20)}${']'.repeat(20)}}`, /nested too deeply/],
    ['a hundred thousand levels', '{"a":'.repeat(100_000), /nested too deeply/],
  ])('answers for %s, and soon', (_, content, problem) => {
    const file = join(temporaryFolder(), 'desk.json');
    writeFileSync(file, content);
    const started = performance.now();
    expect(createDeskPolicySource({ file, mustBeAdministratorOwned: false }).read()).toMatchObject({ state: 'broken', error: { problem: expect.stringMatching(problem) } });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('is not asked for when its device never ends', () => {
    if (process.platform !== 'linux') return;
    const file = join(temporaryFolder(), 'desk.json');
    execFileSync('ln', ['-s', '/dev/zero', file]);
    expect(createDeskPolicySource({ file, mustBeAdministratorOwned: false }).read()).toMatchObject({ state: 'broken', place: null });
  });
});
