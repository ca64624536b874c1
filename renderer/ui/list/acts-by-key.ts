import type { KeyboardEvent } from 'react';

/** Single keys that act on the row where the keyboard is. @param acts - By the key in small letters, as `KeyboardEvent.key` names it. */
export function actsByKey<Act, Row>(acts: Readonly<Record<string, Act>>, rows: readonly Row[], onAct: (act: Act, row: Row) => void) {
  return ({ key }: KeyboardEvent, at: number): boolean => {
    const act = acts[key.toLowerCase()];
    const row = rows[at];
    if (act === undefined || row === undefined) return false;
    onAct(act, row);
    return true;
  };
}
