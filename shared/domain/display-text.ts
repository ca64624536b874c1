/**
 * Directory text made safe to look at. A display name is chosen by somebody else: direction marks could make it read as
 * another name, control characters could hide part of it, and ten thousand characters could push everything else away.
 * Pure; the original stays in the data, only what is shown changes.
 */

/** Characters shown before an ellipsis; long enough for any real name. */
export const DISPLAY_TEXT_MAXIMUM = 120;

/** Direction controls, zero-width and other characters that draw nothing. Joiners are looked at apart. */
const INVISIBLE = /(?![\u200C\u200D])[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;
/** A joiner shapes letters in Persian or Hindi names; anywhere else it only hides a difference. */
const STRAY_JOINER = /(?<![\p{sc=Arabic}\p{sc=Syriac}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gujarati}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Sinhala}\p{sc=Khmer}])[\u200C\u200D]+/gu;
// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/gu;

export function displayText(text: string, maximum: number = DISPLAY_TEXT_MAXIMUM): string {
  // Cut before cleaning as well: cleaning ten megabytes to show a hundred characters would be work for nothing.
  const clean = text.slice(0, maximum * 8).replace(CONTROL, ' ').replace(INVISIBLE, '').replace(STRAY_JOINER, '').replace(/\s+/gu, ' ').trim();
  const characters = [...clean];
  if (characters.length <= maximum && text.length <= maximum * 8) return clean === '' ? '(no visible name)' : clean;
  return `${characters.slice(0, maximum).join('').trimEnd()}…`;
}

/** True when what is shown differs from what is stored, so that a view can say so. */
export function isDisguised(text: string): boolean {
  return text !== '' && displayText(text) !== text.trim();
}
