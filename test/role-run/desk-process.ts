/** The desk's process as the counting program holds it: its clock is set, and it stands still while that is done. */
import { createDeskProcess as createProcess, type DeskProcess as Process } from '../support/desk-process';
import { promised } from '../support/promised';
import type { Moment } from './clock';
import type { Held, Order, Setup } from './protocol';

/** Longest start and longest answer, ms. */
const PATIENCE_MS = 90_000;

export type DeskProcess = Omit<Process, 'tell' | 'start'> & {
  /** Lets nothing more be sent; resolves once nothing is on its way. At once where no desk runs. */
  readonly hold: () => Promise<void>;
  readonly setClock: (moment: Moment) => void;
  /** Starts anew on the same folder; rejects with Killed when it was killed meanwhile. */
  readonly start: (moment: Moment) => Promise<void>;
};

export type DeskProcessParts = {
  readonly childFile: string;
  readonly setup: Setup;
  readonly onFailure: (what: string) => void;
  readonly onMoment: () => void;
};

export function createDeskProcess(parts: DeskProcessParts): DeskProcess {
  let held = promised<null>();
  const { tell, start, ...desk } = createProcess<Order, Held>({
    ...parts,
    patienceMs: PATIENCE_MS,
    isLoadedAhead: true,
    onOwn: () => held.resolve(null),
    onGone: () => held.resolve(null),
  });
  return {
    ...desk,
    hold: async () => {
      if (!desk.isRunning()) return;
      held = promised<null>();
      tell({ kind: 'hold' });
      await held.promise;
    },
    setClock: (moment) => tell({ kind: 'clock', moment }),
    start: (moment) => start({ kind: 'clock', moment }),
  };
}
