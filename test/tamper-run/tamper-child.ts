/** The tampering program: told which tampering to do on its copy, says what it did; told to restore, restores. Imports nothing of the app. */
import { chanceOf } from '../support/chance';
import { restore } from './restore';
import { tamper } from './tamper';
import type { Kind, Truth } from './truth';
import { whollyClosed } from './wholly-closed';

export type Order = { readonly file: string; readonly base: string; readonly kind: Kind; readonly count: number; readonly seed: number } | { readonly file: string; readonly base: string; readonly kind: 'restore' };
export type Told = { readonly truth: Truth } | { readonly restored: true } | { readonly failed: string };

process.on('message', (order: Order) => {
  void carryOut(order).then((told) => process.send?.(told));
});

async function carryOut(order: Order): Promise<Told> {
  try {
    if (order.kind !== 'restore') {
      const truth = tamper(order.file, order.kind, order.count, chanceOf(order.seed));
      await whollyClosed(order.file);
      return { truth };
    }
    restore(order.file, order.base);
    return { restored: true };
  } catch (cause) {
    return { failed: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) };
  }
}
