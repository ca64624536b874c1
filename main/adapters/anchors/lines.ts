/** Lines of a file of which nobody knows who wrote it. */
import { Buffer } from 'node:buffer';

const NEW_LINE = 0x0a;

/** @returns the lines, without the empty ones and those of more than `maximum` bytes; of memory it takes no more than that. */
export async function* linesOf(chunks: AsyncIterable<unknown>, maximum: number): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer): void => {
    length += part.length;
    // Too long already: its end is looked for, and nothing of it is kept.
    if (length <= maximum) parts.push(part);
    else parts = [];
  };
  const finished = (): string => {
    const line = length <= maximum ? Buffer.concat(parts).toString('utf8') : '';
    parts = [];
    length = 0;
    return line;
  };

  for await (const chunk of chunks) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    let from = 0;
    for (let end = bytes.indexOf(NEW_LINE); end >= 0; end = bytes.indexOf(NEW_LINE, from)) {
      keep(bytes.subarray(from, end));
      const line = finished();
      if (line !== '') yield line;
      from = end + 1;
    }
    keep(bytes.subarray(from));
  }
  const last = finished();
  if (last !== '') yield last;
}
