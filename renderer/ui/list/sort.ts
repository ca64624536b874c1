/** By which column a list is sorted, and which way. */
export type Sort<Id extends string> = { readonly column: Id; readonly direction: 'ascending' | 'descending' };

/** The same column again turns it round. */
export function sortedBy<Id extends string>(column: Id, old: Sort<Id> | null): Sort<Id> {
  return { column, direction: old?.column === column && old.direction === 'ascending' ? 'descending' : 'ascending' };
}
