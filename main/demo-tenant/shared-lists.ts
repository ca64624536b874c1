/**
 * One SharePoint site with one list, in which desks note things for one another.
 *
 * Every change of an item is a new version and a new ETag, `"{guid},{version}"`. Source: Graph, list item resource; the form of
 * the ETag was seen in public. The columns are what the list's owner made; a field that is no column is refused.
 */
import { randomUUID } from 'node:crypto';
import type { Person } from './directory/person';
import { guidOf } from './ids';

/** Host, site collection and site. */
export const DEMO_SITE = `fjordlight.sharepoint.example,${guidOf(0, 'site-collection', 0)},${guidOf(0, 'site', 0)}`;
/** For heads of journals. */
export const ANCHOR_LIST = { id: guidOf(0, 'anchor-list', 0), name: 'Journal anchors', columns: ['Title', 'Seq', 'Hash', 'At'] } as const;

export type Fields = Readonly<Record<string, string | number | boolean | null>>;
export type ListItem = {
  readonly id: string;
  readonly guid: string;
  readonly version: number;
  readonly createdDateTime: string;
  readonly createdBy: Person;
  readonly lastModifiedDateTime: string;
  readonly lastModifiedBy: Person;
  readonly fields: Fields;
};

export const eTagOf = ({ guid, version }: Pick<ListItem, 'guid' | 'version'>): string => `"${guid},${version}"`;
export const webUrlOf = (item: ListItem): string => `https://fjordlight.sharepoint.example/sites/desk/Lists/${encodeURIComponent(ANCHOR_LIST.name)}/${item.id}_.000`;

export class SharedLists {
  readonly #items = new Map<string, ListItem>();
  #last = 0;

  /** By id, which grows. */
  get items(): readonly ListItem[] {
    return [...this.#items.values()];
  }

  item(id: string): ListItem | undefined {
    return this.#items.get(id);
  }

  create(fields: Fields, by: Person, at: Date): ListItem {
    this.#last += 1;
    const now = at.toISOString();
    const item: ListItem = { id: String(this.#last), guid: randomUUID(), version: 1, createdDateTime: now, createdBy: by, lastModifiedDateTime: now, lastModifiedBy: by, fields };
    this.#items.set(item.id, item);
    return item;
  }

  change(item: ListItem, fields: Fields, by: Person, at: Date): ListItem {
    const changed: ListItem = { ...item, version: item.version + 1, lastModifiedDateTime: at.toISOString(), lastModifiedBy: by, fields: { ...item.fields, ...fields } };
    this.#items.set(item.id, changed);
    return changed;
  }

  remove(id: string): void {
    this.#items.delete(id);
  }
}
