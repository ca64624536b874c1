/** A full disk and a pass, joined: the demo tenant over HTTP and a journal whose file has no room. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendEntry } from '../../../main/adapters/journal/append';
import { openDatabase } from '../../../main/adapters/journal/database';
import { toUnavailable } from '../../../main/adapters/journal/failure';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import type { Journal } from '../../../main/ports/journal';
import { issuePass } from '../../../main/usecases/issue-pass';
import { revokePass } from '../../../main/usecases/revoke-pass';
import type { Desk } from '../../../main/usecases/desk';
import { err, ok } from '../../../shared/result';
import { canMount, disk } from '../../support/disk';
import { record } from '../../support/journal-records';
import { realDesk, verifiedIssue } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const bruno = DEMO_PEOPLE.withLivePass;
const full = { ok: false, error: { kind: 'journal-unavailable', reason: 'full' } };

/** Larger than any entry of an issue, so that what is left of the room is not enough for one. */
const fill = async (append: Journal['append']): Promise<void> => {
  for (const length of [2000, 20]) {
    let appended = await append(record({ reason: 'x'.repeat(length) }));
    for (let count = 0; appended.ok && count < 2000; count += 1) appended = await append(record({ reason: 'x'.repeat(length) }));
    expect(appended).toEqual(full);
  }
};

/** Issues and revokes, and tells what came of it at the desk and at the tenant. */
async function tryBoth(desk: Desk, tenant: Awaited<ReturnType<typeof realDesk>>['tenant'], passId: string) {
  const asked = tenant.log.length;
  const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
  const revoked = await revokePass(desk, { person: null, personId: bruno.id, passId, ticket: '', reason: 'Done' });
  const written = tenant.log.slice(asked).filter(({ method }) => method === 'POST' || method === 'DELETE').filter(({ path }) => path.includes('temporaryAccessPassMethods'));
  return { issued, revoked, written, adasPass: tenant.state.passOf(ada.id) ?? null, brunosPass: tenant.state.passOf(bruno.id)?.id ?? null };
}

describe('a desk whose disk is full', () => {
  it('neither issues nor revokes while SQLite has no page left, and does both once it has', async () => {
    const { desk, tenant, file } = await realDesk();
    await desk.journal.append(record());
    const db = openDatabase(file);
    const append: Journal['append'] = async (entry) => {
      try {
        return ok(appendEntry(db, entry, null));
      } catch (cause) {
        return err(toUnavailable(cause));
      }
    };
    const limited: Desk = { ...desk, journal: { ...desk.journal, append } };
    const passId = tenant.state.passOf(bruno.id)?.id ?? '';
    db.prepare('PRAGMA max_page_count = 1').all();
    await fill(append);

    expect(await tryBoth(limited, tenant, passId)).toEqual({ issued: full, revoked: full, written: [], adasPass: null, brunosPass: passId });

    db.prepare('PRAGMA max_page_count = 100000').all();
    expect(await tryBoth(limited, tenant, passId)).toMatchObject({ issued: { ok: true }, revoked: { ok: true }, adasPass: { isUsable: true }, brunosPass: null });
    expect(await desk.journal.verify([])).toMatchObject({ ok: true, value: { state: 'intact' } });
    db.close();
  });

  it.skipIf(!canMount)('neither issues nor revokes on a disk without room, and does both once there is room', { timeout: 60_000 }, async () => {
    const folder = disk('size=1m') ?? '';
    const { desk, tenant } = await realDesk({ journalFolder: folder });
    await desk.journal.append(record());
    const passId = tenant.state.passOf(bruno.id)?.id ?? '';
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(384 * 1024));
    await fill(desk.journal.append);

    expect(await tryBoth(desk, tenant, passId)).toEqual({ issued: full, revoked: full, written: [], adasPass: null, brunosPass: passId });

    rmSync(join(folder, 'ballast'));
    expect(await tryBoth(desk, tenant, passId)).toMatchObject({ issued: { ok: true }, revoked: { ok: true }, adasPass: { isUsable: true }, brunosPass: null });
    expect(await desk.journal.verify([])).toMatchObject({ ok: true, value: { state: 'intact' } });
  });
});
