/** The name under which a desk notes the heads of its journal where other desks note theirs. */
import { createHash } from 'node:crypto';

export type DeskOwner = { readonly host: string; readonly user: string };

/** Characters of what people can read of it. */
const READABLE = 80;

/**
 * Fit for a file's name, and of no two desks the same: people find theirs by host and user, of which little is left where they are
 * written in other letters, so the end of it is told from all of them. Two desks of one name would each find the other's heads in
 * contradiction to its own.
 */
export function journalName({ host, user }: DeskOwner, tenantId: string): string {
  const readable = `${host}-${user}-${tenantId}`.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').slice(0, READABLE);
  const whole = createHash('sha256').update(JSON.stringify([host.toLowerCase(), user, tenantId.toLowerCase()])).digest('hex');
  return `${readable}-${whole.slice(0, 12)}`;
}
