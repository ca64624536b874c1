/** Whether only an administrator can have written a file or folder on Windows, by its security descriptor. Pure. */
import { readSddl, type AccessEntry } from './sddl';

/** Administrators, SYSTEM, TrustedInstaller, and the account "Administrator" of a machine or domain, whatever it is called. */
const ADMINISTRATORS: ReadonlySet<string> = new Set([
  'BA', 'S-1-5-32-544',
  'SY', 'S-1-5-18',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
  'LA',
]);
const ADMINISTRATOR_ACCOUNT = /^S-1-5-21-\d+-\d+-\d+-500$/;
/** Rights of the owner, who has to be an administrator anyway. */
const OWNER_RIGHTS: ReadonlySet<string> = new Set(['OW', 'S-1-3-4']);
/** Whoever makes something inside; where it says "inherit only", it gives nothing on the folder itself. */
const CREATOR: ReadonlySet<string> = new Set(['CO', 'S-1-3-0', 'CG', 'S-1-3-1']);

const DENIES: ReadonlySet<string> = new Set(['D', 'OD', 'XD']);
const ALLOWS: ReadonlySet<string> = new Set(['A', 'OA', 'XA', 'ZA']);

/** Read data, extended attributes, attributes and permissions; execute; synchronise; generic read and execute. All else may change something. */
const READ_ONLY = 0x1 | 0x8 | 0x20 | 0x80 | 0x20000 | 0x100000 | 0x20000000 | 0x80000000;

/** @returns null when only administrators can have written it; else what is wrong, for "PATH …". */
export function accessProblem(sddl: string): string | null {
  const descriptor = readSddl(sddl);
  if (!descriptor.ok) return `has permissions that Tapdesk does not understand (${descriptor.error})`;
  const { owner, access } = descriptor.value;
  if (!isAdministrator(owner)) return `belongs to ${owner}, and must belong to Administrators, because only an administrator may set limits`;
  if (access === null) return 'has no access list, so everybody can write it';
  const writer = access.find(letsWrite);
  return writer ? `can be written by ${WELL_KNOWN[writer.trustee] ?? writer.trustee}, and must not be by anybody but Administrators and SYSTEM` : null;
}

function letsWrite({ type, flags, rights, trustee }: AccessEntry): boolean {
  if (DENIES.has(type) || isAdministrator(trustee) || OWNER_RIGHTS.has(trustee)) return false;
  if (CREATOR.has(trustee) && flags.includes('IO')) return false;
  // A type that is not known may allow anything.
  return !ALLOWS.has(type) || (rights & ~READ_ONLY) !== 0;
}

function isAdministrator(sid: string): boolean {
  return ADMINISTRATORS.has(sid) || ADMINISTRATOR_ACCOUNT.test(sid);
}

/** For people; the commands that mend it need no name. */
const WELL_KNOWN: Readonly<Record<string, string>> = {
  WD: 'Everyone',
  'S-1-1-0': 'Everyone',
  AU: 'Authenticated Users',
  'S-1-5-11': 'Authenticated Users',
  BU: 'Users',
  'S-1-5-32-545': 'Users',
  IU: 'whoever is logged on here',
  'S-1-5-4': 'whoever is logged on here',
  CO: 'whoever created it',
  'S-1-3-0': 'whoever created it',
  DU: 'Domain Users',
  DA: 'Domain Admins (add them to Administrators instead)',
};
