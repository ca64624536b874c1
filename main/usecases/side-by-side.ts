/** A few at a time, in their order: as soon as one is done the next is begun. Rejects with the first failure. */
export async function sideBySide<T>(items: readonly T[], lanes: number, task: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await task(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
