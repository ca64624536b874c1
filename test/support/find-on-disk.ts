/** Looks for a secret in everything below some folders, in the forms in which programs write text. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A file larger than this is read in part, bytes: nothing the app writes comes near it. */
const READ_MAXIMUM = 256 * 1024 * 1024;

/** UTF-8, UTF-16LE, and base64 at each of the three offsets at which a text may stand inside a larger one. */
export function formsOf(secret: string): readonly Buffer[] {
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]).toString('base64');
    // The characters at both ends also depend on the neighbours.
    return encoded.slice(offset === 0 ? 0 : offset + 1, -4);
  });
  const escaped = JSON.stringify(secret).slice(1, -1);
  const uri = encodeURIComponent(secret);
  return [...new Set([secret, escaped, uri, ...base64])].filter((form) => form.length >= 5).flatMap((form) => [Buffer.from(form, 'utf8'), Buffer.from(form, 'utf16le')]);
}

/** @returns the files that hold the secret in any of its forms. */
export function findOnDisk(secret: string, folders: readonly string[]): readonly string[] {
  const forms = formsOf(secret);
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => {
        if (statSync(file).size > READ_MAXIMUM) throw new Error(`${file} is too large to search`);
        const content = readFileSync(file);
        return forms.some((form) => content.includes(form));
      }),
  );
}
