/** What every counting run takes behind its options' names. */

/** @throws an error whose message says what may be given. */
export function whole(name: string, given: string | undefined, otherwise: number, least = 1): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} takes a whole number from ${least}.`);
  return value;
}

/** A bug on purpose. @returns null when none is asked for. @throws an error whose message says which there are. */
export function plantOf<P extends string>(given: string | undefined, plants: readonly P[]): P | null {
  if (given === undefined) return null;
  const plant = plants.find((each) => each === given);
  if (plant === undefined) throw new Error(`--plant takes one of ${plants.join(', ')}.`);
  return plant;
}
