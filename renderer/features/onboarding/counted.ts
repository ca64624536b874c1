/** "1 day", "3 days". */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** "1 person", "3 people". */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}
