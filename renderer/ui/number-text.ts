/** Counts as a reader groups them: "1,234". In the language of the interface, which is English. */
const format = new Intl.NumberFormat(navigator.language.startsWith('en') ? navigator.language : 'en-GB');

export const numberText = (value: number): string => format.format(value);
/** "1 line", "1,234 lines". */
export const countText = (count: number, unit: string, units = `${unit}s`): string => `${numberText(count)} ${count === 1 ? unit : units}`;
