/** Where a tenant's journal lies. One file per tenant, so that two tenants never share a chain. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** @param tenantId - A GUID or `demo`. Anything that is not a plain file name is hashed, so no id leads out of the folder. */
export function journalFile(folder: string, tenantId: string): string {
  const id = tenantId.toLowerCase();
  const name = /^[a-z0-9][a-z0-9-]{0,63}$/.test(id) ? id : createHash('sha256').update(id).digest('hex');
  return join(folder, `journal-${name}.db`);
}
