/**
 * The few statistics the bench speaks in.
 */

/**
 * The value that a share of the values does not exceed (nearest rank, so it is one that was measured).
 * @param {readonly number[]} values
 * @param {number} share 0 to 1
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('Nothing was measured.');
  return (low + high) / 2;
}

/**
 * The median of one number over many records.
 * @template T
 * @param {readonly T[]} records
 * @param {(record: T) => number | null | undefined} pick
 */
export function medianOf(records, pick) {
  const values = records.map(pick).filter((value) => typeof value === 'number');
  return values.length === 0 ? undefined : median(values);
}

/** @param {readonly number[]} values */
export const range = (values) => `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))}`;
