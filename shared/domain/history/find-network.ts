/** The network an address is in: the first three bytes of an IPv4 address, the first three groups of an IPv6 one. */

const V4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const MAPPED = /^::ffff:((?:\d{1,3}\.){3}\d{1,3})$/i;

/** @returns such as `192.0.2.0/24` or `2001:db8:1::/48`; null for what is no address. */
export function networkOf(address: string): string | null {
  const plain = address.trim().toLowerCase();
  const v4 = MAPPED.exec(plain)?.[1] ?? plain;
  if (V4.test(v4)) {
    const bytes = v4.split('.').map(Number);
    return bytes.every((byte) => byte <= 255) ? `${bytes.slice(0, 3).join('.')}.0/24` : null;
  }
  const [head = '', tail, ...rest] = plain.split('::');
  if (rest.length > 0 || !plain.includes(':')) return null;
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  if (![...before, ...after].every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const all = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return `${all.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/48`;
}
