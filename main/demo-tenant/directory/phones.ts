/**
 * Telephone numbers that ring nowhere: North American area codes with 555-0100 to 555-0199, which are set aside for
 * fiction (North American Numbering Plan, 555 line number guidelines).
 */
const AREA_CODES = [
  201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239, 240,
  248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 314,
] as const;

const number = (area: number, line: number): string => `+1 ${area} 555 01${String(line % 100).padStart(2, '0')}`;

/** Distinct mobile numbers for the first 5,000 people; offices share theirs, as they do. */
export function phoneNumbers(n: number): { readonly mobile: string; readonly business: string } {
  const area = AREA_CODES[Math.floor(n / 100) % AREA_CODES.length] ?? 425;
  return { mobile: number(area, n), business: number(425, n) };
}
