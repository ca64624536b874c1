/**
 * Makes a screenshot a third of its size: 256 colours instead of 16 million, which is more than a flat interface needs
 * (they are exact for over 99 % of its pixels; the nearest one stands in for the rest). No dependency: PNG is a few
 * chunks around zlib.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PALETTE_MAXIMUM = 256;
/** Squared distance below which two colours are taken for shades of one. */
const ALIKE = 400;
const RGB = 2;
const RGBA = 6;
const PALETTE = 3;

type Picture = { readonly width: number; readonly height: number; /** 0xRRGGBB, row by row. */ readonly pixels: Uint32Array };

export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const { colours, indexOf } = paletteOf(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = indexOf.get(pixels[y * width + x] ?? 0) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTE, 0, 0, 0], 8);
  const palette = Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** What Chromium writes: 8 bits a channel, not interlaced, opaque. */
function decode(png: Buffer): Picture {
  const parts: Buffer[] = [];
  let [width, height, kind] = [0, 0, 0];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') [width, height, kind] = [data.readUInt32BE(0), data.readUInt32BE(4), data[9] ?? 0];
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  if (kind !== RGB && kind !== RGBA) throw new Error(`A screenshot of colour type ${kind} is not understood.`);
  const size = kind === RGBA ? 4 : 3;
  const bytes = unfiltered(inflateSync(Buffer.concat(parts)), width * size, height, size);
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i += 1) pixels[i] = bytes.readUIntBE(i * size, 3);
  return { width, height, pixels };
}

function unfiltered(raw: Buffer, stride: number, height: number, size: number): Buffer {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= size ? (out[at - size] ?? 0) : 0;
      const up = y > 0 ? (out[at - stride] ?? 0) : 0;
      const corner = y > 0 && x >= size ? (out[at - stride - size] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[at] = ((raw[y * (stride + 1) + 1 + x] ?? 0) + guess) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function paletteOf(pixels: Uint32Array): { readonly colours: readonly number[]; readonly indexOf: ReadonlyMap<number, number> } {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const byUse = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  // Unlike ones first: one word in red must not lose its place to the hundredth shade of grey.
  const unlike: number[] = [];
  for (const colour of byUse) if (unlike.every((other) => distance(other, colour) > ALIKE)) unlike.push(colour);
  const colours = [...new Set([...unlike, ...byUse])].slice(0, PALETTE_MAXIMUM);
  const exact = new Map(colours.map((colour, index) => [colour, index]));
  const nearest = (colour: number) => colours.reduce((best, other, index) => (distance(other, colour) < distance(colours[best] ?? 0, colour) ? index : best), 0);
  return { colours, indexOf: new Map(byUse.map((colour) => [colour, exact.get(colour) ?? nearest(colour)])) };
}

function distance(a: number, b: number): number {
  const [red, green, blue] = [(a >> 16) - (b >> 16), ((a >> 8) & 255) - ((b >> 8) & 255), (a & 255) - (b & 255)];
  return red * red + green * green + blue * blue;
}
