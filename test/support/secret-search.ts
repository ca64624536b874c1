/** Looks for secrets in bytes, in all their forms, as they stand and in whatever is packed into them. */
import { packedIn } from './packed';
import { pdfTexts } from './pdf-text';
import { formsOf } from './secret-forms';

export type Secret = { /** What a report may call it; never the secret itself. */ readonly name: string; readonly value: string };
export type Hit = { readonly secret: string; /** How it was written, and inside of what: `UTF-8, in zlib data at 512`. */ readonly form: string };
export type Search = (bytes: Buffer) => readonly Hit[];

/** What is packed into something packed into something packed is opened; deeper is not. */
const DEPTH = 3;

/** @returns a search for all of them at once; a secret is reported once a form and place. */
export function searchFor(secrets: readonly Secret[]): Search {
  const match = matcher(secrets);
  const search = (bytes: Buffer, inside: string, depth: number): readonly Hit[] => [
    ...match(bytes, inside),
    ...pdfTexts(bytes).flatMap((text) => match(Buffer.from(text, 'utf8'), `${inside}, in the text of a PDF`)),
    ...(depth >= DEPTH ? [] : packedIn(bytes).flatMap(({ what, content }) => search(content, `${inside}, in ${what}`, depth + 1))),
  ];
  return (bytes) => {
    const seen = new Set<string>();
    return search(bytes, '', 0).filter((hit) => {
      const key = `${hit.secret}\n${hit.form}`;
      return !seen.has(key) && seen.add(key);
    });
  };
}

type Needle = { readonly secret: string; readonly form: string; readonly bytes: Buffer };

/** One pass over the bytes, however many forms there are: the first two bytes of a form decide whether it is compared at all. */
function matcher(secrets: readonly Secret[]): (bytes: Buffer, inside: string) => readonly Hit[] {
  const starts = new Map<number, Needle[]>();
  const begins = new Uint8Array(65_536);
  for (const { name, value } of secrets) {
    for (const form of formsOf(value)) {
      const key = form.bytes.readUInt16BE(0);
      begins[key] = 1;
      starts.set(key, [...(starts.get(key) ?? []), { secret: name, form: form.name, bytes: form.bytes }]);
    }
  }
  return (bytes, inside) => {
    const hits: Hit[] = [];
    let key = bytes[0] ?? 0;
    for (let at = 1; at < bytes.length; at += 1) {
      key = ((key << 8) | (bytes[at] ?? 0)) & 0xffff;
      if (begins[key] !== 1) continue;
      for (const needle of starts.get(key) ?? []) {
        if (bytes.compare(needle.bytes, 0, needle.bytes.length, at - 1, Math.min(bytes.length, at - 1 + needle.bytes.length)) === 0) hits.push({ secret: needle.secret, form: `${needle.form}${inside}` });
      }
    }
    return hits;
  };
}
