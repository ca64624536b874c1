/**
 * The ways one phone number may stand in a directory. Graph compares numbers as text, from their beginning, so a number
 * typed as it was dictated has to be tried in the forms in which directories keep numbers.
 *
 * Forms: as typed; with its own grouping but spaces and a plus; digits alone; E.164 (`+14255550109`); Entra's own for
 * authentication phones (`+1 4255550109`), with the country code taken as one, two or three digits; the North American
 * grouping (`+1 425 555 0109`, `425-555-0109`). Other groupings are found if they are typed that way.
 */

/** Fewer digits are a house number or the start of an employee id, not something to look up as a phone. */
const MINIMUM_DIGITS = 3;
/** E.164 allows 15 digits; two more for an international prefix. */
const MAXIMUM_DIGITS = 17;
const COUNTRY_CODE_DIGITS = [1, 2, 3];

/** @param text - A cleaned query. @returns no form when it is no phone number, the typed one first otherwise. */
export function phoneForms(text: string): readonly string[] {
  if (!/^\(?\+?[\d\s()./\u2010-\u2015-]+$/.test(text)) return [];
  const hasPlus = /^\(?\+/.test(text);
  // "+49 (0) 30": the zero is dialled only without what stands before it.
  const number = hasPlus ? text.replace(/\(0\)/, ' ') : text;
  const digits = number.replace(/\D/g, '');
  if (digits.length < MINIMUM_DIGITS || digits.length > MAXIMUM_DIGITS) return [];
  // "00" is how most of the world dials what is written as "+"; one 0 alone begins a number inside a country.
  const isDialled = !hasPlus && digits.startsWith('00');
  const isNational = !hasPlus && !isDialled && digits.startsWith('0');
  const grouped = number.replace(/\D+/g, ' ').trim();
  if (isNational) return unique([text, grouped, digits]);
  const isInternational = isDialled || hasPlus;
  const e164 = isDialled ? digits.slice(2) : digits;
  // People leave out the country code of their own country; only this one says so by its form.
  const american = northAmerican(isInternational ? e164 : e164.replace(/^(?!1)/, '1'));
  return unique([text, `+${isDialled ? grouped.replace(/^0\s?0\s?/, '') : grouped}`, grouped, digits, `+${e164}`, ...spaced(e164), ...american]);
}

function spaced(e164: string): readonly string[] {
  return COUNTRY_CODE_DIGITS.filter((length) => e164.length > length + 2).map((length) => `+${e164.slice(0, length)} ${e164.slice(length)}`);
}

/** @param e164 - Beginning with 1, the country code, if it is one of these; no area code begins with 0 or 1. */
function northAmerican(e164: string): readonly string[] {
  const [, area, exchange, line] = /^1([2-9]\d{2})(\d{3})(\d{0,4})$/.exec(e164) ?? [];
  if (area === undefined || exchange === undefined) return [];
  const groups = [area, exchange, line ?? ''].filter((group) => group !== '');
  return [`+1 ${groups.join(' ')}`, groups.join('-')];
}

function unique(forms: readonly string[]): readonly string[] {
  return [...new Set(forms)];
}
