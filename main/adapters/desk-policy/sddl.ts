/**
 * Reads what Windows says about who owns a file and who may do what with it (SDDL). Pure; never throws.
 *
 * Strict on purpose: owner, group, then the access list, as Windows writes them. What is not understood is an error, and an
 * error is a refusal. Source: Microsoft, "Security Descriptor String Format" and "ACE Strings".
 */
import { err, ok, type Result } from '../../../shared/result';

export type AccessEntry = {
  /** `A` allows, `D` denies; there are others. */
  readonly type: string;
  /** Two letters each, such as `OI`, `CI`, `IO`, `ID`. */
  readonly flags: readonly string[];
  /** Access mask; {@link EVERYTHING} when it is not understood. */
  readonly rights: number;
  /** A SID, or two letters that stand for one. */
  readonly trustee: string;
};

export type SecurityDescriptor = {
  readonly owner: string;
  /** Null: there is no list, so everybody may do everything. */
  readonly access: readonly AccessEntry[] | null;
};

export const EVERYTHING = 0xffffffff;

/** Two-letter rights. For files the directory-object letters (CC, DC, …) are the low bits: DC writes data, WP executes. */
const RIGHTS: Readonly<Record<string, number>> = {
  CC: 0x1, DC: 0x2, LC: 0x4, SW: 0x8, RP: 0x10, WP: 0x20, DT: 0x40, LO: 0x80, CR: 0x100,
  SD: 0x10000, RC: 0x20000, WD: 0x40000, WO: 0x80000,
  GA: 0x10000000, GX: 0x20000000, GW: 0x40000000, GR: 0x80000000,
  FA: 0x1f01ff, FR: 0x120089, FW: 0x120116, FX: 0x1200a0,
};

const SID = '(?:S-1(?:-\\d+)+|[A-Z]{2})';
const HEAD = new RegExp(`^O:(${SID})(?:G:${SID})?D:(NO_ACCESS_CONTROL|(?:P|AI|AR)*)`, 'i');

/** @returns owner and access list, or what could not be understood. */
export function readSddl(text: string): Result<SecurityDescriptor, string> {
  const sddl = text.trim();
  const [head, owner, flags] = HEAD.exec(sddl) ?? [];
  if (head === undefined || owner === undefined) return err('it has no owner or no access list');
  if (flags?.toUpperCase() === 'NO_ACCESS_CONTROL') return ok({ owner: owner.toUpperCase(), access: null });
  const access: AccessEntry[] = [];
  let at = head.length;
  while (sddl[at] === '(') {
    const end = closingBracket(sddl, at);
    if (end === -1) return err('an entry of its access list does not end');
    const entry = accessEntry(sddl.slice(at + 1, end));
    if (!entry) return err('an entry of its access list has too few parts');
    access.push(entry);
    at = end + 1;
  }
  // What follows may only be the audit list, which grants nothing.
  return at === sddl.length || /^S:/i.test(sddl.slice(at)) ? ok({ owner: owner.toUpperCase(), access }) : err('its access list ends with something else');
}

/** `type;flags;rights;object;inherited object;trustee`, in conditional entries with an expression after it. */
function accessEntry(inside: string): AccessEntry | null {
  const [type, flags, rights, , , trustee] = inside.split(';').map((part) => part.trim().toUpperCase());
  if (type === undefined || flags === undefined || rights === undefined || !trustee) return null;
  return { type, flags: flags.match(/../g) ?? [], rights: maskOf(rights), trustee };
}

function maskOf(rights: string): number {
  if (/^0X[0-9A-F]{1,8}$/.test(rights)) return Number(rights);
  if (rights.length % 2 !== 0) return EVERYTHING;
  const masks = (rights.match(/../g) ?? []).map((letters) => (Object.hasOwn(RIGHTS, letters) ? RIGHTS[letters] : undefined));
  return masks.reduce<number>((all, mask) => (all | (mask ?? EVERYTHING)) >>> 0, 0);
}

/** An expression in an entry may hold brackets and quoted text. @returns -1 when there is none. */
function closingBracket(text: string, from: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === '(') depth += 1;
    else if (!isQuoted && character === ')' && (depth -= 1) === 0) return at;
  }
  return -1;
}
