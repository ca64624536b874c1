/** The forms in which programs write a text: encodings, escapings, and each of them in the widths that strings have in memory. */

export type Form = { readonly name: string; readonly bytes: Buffer };

/** Shorter than this it could stand anywhere by chance. Bytes. */
const SHORTEST = 6;

/** Bits that a character of base64 and a byte hold. */
const BASE64_BITS = 6;
const BYTE_BITS = 8;

export function formsOf(secret: string): readonly Form[] {
  const texts: readonly (readonly [name: string, text: string])[] = [['', secret], ...escaped(secret), ...inBase64(Buffer.from(secret, 'utf8'), ''), ...inBase64(Buffer.from(secret, 'utf16le'), ' of UTF-16LE')];
  const found = new Map<string, Form>();
  for (const [name, text] of texts) {
    for (const [width, bytes] of widths(text)) {
      const key = bytes.toString('latin1');
      if (bytes.length >= SHORTEST && !found.has(key)) found.set(key, { name: [name, width].filter(Boolean).join(', '), bytes });
    }
  }
  return [...found.values()];
}

function widths(text: string): readonly (readonly [string, Buffer])[] {
  const wide = Buffer.from(text, 'utf16le');
  return [['UTF-8', Buffer.from(text, 'utf8')], ['UTF-16LE', wide], ['UTF-16BE', Buffer.from(wide).swap16()]];
}

function escaped(secret: string): readonly (readonly [string, string])[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const bytes = Buffer.from(secret, 'utf8');
  const url = encodeURIComponent(secret);
  const html = (apostrophe: string) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", apostrophe);
  return [
    ['JSON-escaped', json],
    ['JSON-escaped twice', JSON.stringify(json).slice(1, -1)],
    ['JSON-escaped for HTML', json.replace(/[<>&']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)],
    ['URL-encoded', url],
    ['URL-encoded as a form', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['URL-encoded with small letters', url.replace(/%../g, (code) => code.toLowerCase())],
    ['HTML-escaped', html("'")],
    ['HTML-escaped', html('&#39;')],
    ['HTML-escaped', html('&#x27;')],
    ['in groups of four', secret.replace(/.{4}(?=.)/gsu, '$& ')],
    ['hexadecimal', bytes.toString('hex')],
    ['hexadecimal', bytes.toString('hex').toUpperCase()],
  ];
}

/** Of base64 what does not depend on the neighbours, at each of the three offsets at which a text may stand inside a larger one. */
function inBase64(bytes: Buffer, of: string): readonly (readonly [string, string])[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const own = encoded.slice(Math.ceil((offset * BYTE_BITS) / BASE64_BITS), Math.floor(((offset + bytes.length) * BYTE_BITS) / BASE64_BITS));
    const name = `base64${of} at offset ${offset}`;
    return [[name, own], [`${name}, for addresses`, own.replaceAll('+', '-').replaceAll('/', '_')]] as const;
  });
}
