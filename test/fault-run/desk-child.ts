/**
 * One desk in a process of its own, so that it can be killed. Only the waiting is shorter, and no Electron is around it. The
 * counting program plays the window, by the methods that the window calls and in its order.
 */
import path from 'node:path';
import { openDesk } from '../../main/compose-desk';
import { ok } from '../../shared/result';
import { hostDesk, realParts } from '../support/desk-host';
import { readSetup } from '../support/desk-messages';
import { obey, tellOwn } from '../support/desk-program';
import { noSealedPdf } from '../support/quiet-desk';
import { generousPolicy } from './generous-policy';
import { planted } from './plants';
import type { Out, Setup } from './protocol';

const setup = readSetup() as Setup;
const out = (by: Out['by'], passcode: string): void => void tellOwn({ by, passcode } satisfies Out);
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds / setup.pace));

obey(
  hostDesk(setup, () =>
    planted(
      openDesk({
        ...realParts(setup, generousPolicy(path.join(setup.folder, 'desk.json'))),
        printer: { print: async (slips) => (slips.forEach(({ passcode }) => out('printer', passcode)), ok(null)) },
        sealedPdf: noSealedPdf,
        clipboard: { copy: async (text) => (out('clipboard', text), Date.now() + 30_000), clear: async () => undefined },
        pace: { wait, timeLimitMs: setup.timeLimitMs },
      }),
      setup.plant,
    ),
  ),
);
