/**
 * One desk in a process of its own, so that it can be killed. Only its clock is another and its waiting shorter, and no
 * Electron is around it. The counting program plays the window, by the methods that the window calls.
 */
import { readFileSync } from 'node:fs';
import { openDesk } from '../../main/compose-desk';
import type { Policy } from '../../main/usecases/desk';
import { DeskPolicy, rulesOf } from '../../shared/desk-policy';
import { ok } from '../../shared/result';
import { hostDesk, realParts } from '../support/desk-host';
import { readSetup } from '../support/desk-messages';
import { obey, tellOwn } from '../support/desk-program';
import { noSealedPdf } from '../support/quiet-desk';
import { createDeskClock } from './desk-clock';
import { planted } from './plants';
import type { Held, Order, Setup } from './protocol';

const setup = readSetup() as Setup;
const clock = createDeskClock(setup.pace);

function policy(): Policy {
  const file = setup.policyFile;
  return { state: 'in-force', file, isDefault: false, rules: rulesOf(DeskPolicy.parse(JSON.parse(readFileSync(file, 'utf8')))) };
}

const hosted = hostDesk(setup, () =>
  planted(
    openDesk({
      ...realParts(setup, policy()),
      printer: { print: async () => ok(null) },
      sealedPdf: noSealedPdf,
      clipboard: { copy: async () => Date.now() + 30_000, clear: async () => undefined },
      clock,
      fetch: clock.fetch,
      pace: { wait: clock.wait, timeLimitMs: setup.timeLimitMs },
    }),
    setup.plant,
  ),
);

obey(hosted, (what) => {
  const order = what as Order;
  if (order.kind === 'clock') clock.set(order.moment);
  else clock.hold(() => void tellOwn('held' satisfies Held));
});
