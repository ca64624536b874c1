/** The desk's process as the counting program holds it: several people are served at a time, and whoever kills it must know which of its runs. */
import { createDeskProcess as createProcess, type DeskProcess as Process } from '../support/desk-process';
import { promised } from '../support/promised';
import type { Out, Setup } from './protocol';

/** Longest start and longest answer, ms. */
const PATIENCE_MS = 60_000;

export type DeskProcess = Omit<Process, 'tell' | 'kill' | 'start'> & {
  /** Resolves once a desk is open. */
  readonly open: () => Promise<unknown>;
  /** How many desks were started so far; names the one that runs. */
  readonly run: () => number;
  /** SIGKILL, if that run is still on. @returns whether it was. */
  readonly kill: (run: number) => Promise<boolean>;
  /** Starts anew on the same folder; rejects with Killed when it was killed meanwhile. */
  readonly start: () => Promise<void>;
};

export type DeskProcessParts = {
  readonly childFile: string;
  readonly setup: Setup;
  readonly onOut: (passcode: string) => void;
  readonly onFailure: (what: string) => void;
  readonly onMoment: () => void;
};

export function createDeskProcess({ onOut, ...parts }: DeskProcessParts): DeskProcess {
  let runs = 0;
  let isOpen = false;
  let opening = promised<null>();
  const desk = createProcess<never, Out>({
    ...parts,
    patienceMs: PATIENCE_MS,
    isLoadedAhead: true,
    onOwn: ({ passcode }) => onOut(passcode),
    onGone: () => {
      // Whoever waits for a desk that was killed before it opened waits for the next one.
      if (isOpen) opening = promised<null>();
      isOpen = false;
    },
  });
  return {
    ...desk,
    open: () => opening.promise,
    run: () => runs,
    kill: async (run) => run === runs && desk.kill(),
    start: async () => {
      const started = desk.start();
      runs += 1;
      await started;
      isOpen = true;
      opening.resolve(null);
    },
  };
}
