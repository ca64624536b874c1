/**
 * Lines of the desk's journal, as the app would have written them; in words of this tenant, for it knows nothing of the app.
 * What each action says about itself is what the app writes today.
 */
import type { Person } from '../directory/person';
import { guidOf } from '../ids';

export type DeskPerson = { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
export type DeskDetail = Readonly<Record<string, string | number | boolean | null>>;

export type DeskLine = {
  readonly phase: 'intent' | 'outcome' | 'event';
  readonly action: string;
  readonly id: string;
  /** Null on intents, and on events that belong to no act. */
  readonly intentId: string | null;
  readonly at: string;
  /** Null on intents. */
  readonly result: 'succeeded' | 'failed' | 'unknown' | null;
  readonly operator: DeskPerson;
  readonly person: DeskPerson | null;
  readonly ticket: string;
  readonly reason: string;
  readonly detail: DeskDetail;
};

export const deskPerson = ({ id, displayName, userPrincipalName }: Person): DeskPerson => ({ id, displayName, userPrincipalName });

/** A GUID for one part of an act; the same for the same seed. */
export const partId = (seed: number, part: string, number: number): string => guidOf(seed, `history:${part}`, number);

export const isoOf = (at: number): string => new Date(at).toISOString();

/** Writes the lines of one act, with ids made of its number. */
export class LineWriter {
  readonly lines: DeskLine[] = [];
  readonly #seed: number;
  readonly #number: number;
  readonly #who: Pick<DeskLine, 'operator' | 'person' | 'ticket'>;

  constructor(seed: number, number: number, who: Pick<DeskLine, 'operator' | 'person' | 'ticket'>) {
    this.#seed = seed;
    this.#number = number;
    this.#who = who;
  }

  id(part: string): string {
    return partId(this.#seed, part, this.#number);
  }

  /** Both lines of an act. @param more - What the outcome knows besides. @returns the id of the intent. */
  act(part: string, action: string, reason: string, [begun, ended]: readonly [number, number], detail: DeskDetail, more: DeskDetail, result: 'succeeded' | 'failed' = 'succeeded'): string {
    const intentId = this.id(`${part}-intent`);
    this.#add({ phase: 'intent', action, id: intentId, intentId: null, at: isoOf(begun), result: null, reason, detail });
    this.#add({ phase: 'outcome', action, id: this.id(`${part}-outcome`), intentId, at: isoOf(ended), result, reason, detail: { ...detail, ...more } });
    return intentId;
  }

  event(part: string, action: string, reason: string, at: number, intentId: string | null, detail: DeskDetail): void {
    this.#add({ phase: 'event', action, id: this.id(part), intentId, at: isoOf(at), result: 'succeeded', reason, detail });
  }

  #add(line: Omit<DeskLine, 'operator' | 'person' | 'ticket'>): void {
    this.lines.push({ ...this.#who, ...line });
  }
}
