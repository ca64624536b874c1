/**
 * What is measured, in a process of its own so that the tenant's work is not counted: a desk of real parts without Electron
 * around it, or the loop it is compared with.
 */
import path from 'node:path';
import { openDesk } from '../../main/compose-desk';
import { contract, type Handlers, type Input, type MethodName, type Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { hostDesk, realParts } from '../support/desk-host';
import { type DeskPlace, readSetup, wordsOf } from '../support/desk-messages';
import { noClipboard, noPrinter, noSealedPdf, quietTell } from '../support/quiet-desk';
import { benchPolicy } from './bench-policy';
import { issueInLoop } from './loop';
import { measureRun } from './measure-run';
import type { FromMeasured, ToMeasured } from './protocol';

const place = readSetup() as DeskPlace;
const tell = (message: FromMeasured): void => void process.send?.(message);

const hosted = hostDesk(place, () =>
  openDesk({
    ...realParts(place, benchPolicy(path.join(place.folder, 'desk.json'))),
    printer: noPrinter,
    sealedPdf: noSealedPdf,
    clipboard: noClipboard,
    log: { info: () => undefined, warn: () => undefined, error: (event, fields) => tell({ kind: 'failed', what: `${event} ${String(fields?.cause)}` }) },
    // As much work as for a window: what would be sent is turned into text.
    tell: { ...quietTell, runChanged: (message) => void JSON.stringify(message) },
  }),
);
const { session } = hosted;
const handlers: Handlers = hosted.handlers;

/** As the registrar does: the input is checked against the contract first. */
function call<M extends MethodName>(name: M, raw: Input<M>): Promise<Reply<M>> {
  return handlers[name](contract[name].input.parse(raw) as never);
}

let go: () => void = () => undefined;
const held = new Promise<void>((resolve) => {
  go = resolve;
});

async function measure(message: Exclude<ToMeasured, { readonly kind: 'go' }>): Promise<FromMeasured> {
  if (message.kind === 'loop') return { kind: 'looped', loopMs: await issueInLoop(place, message.ids) };
  await session.openDemo(false);
  const facts = await measureRun(message, {
    call,
    untilMayStart: async () => {
      if (!message.isHeld) return;
      tell({ kind: 'planned' });
      await held;
    },
    untilEnded: async () => {
      await session.read(async ({ memory }) => {
        await memory.run?.driving;
        return ok(null);
      });
    },
  });
  return { kind: 'ran', facts };
}

const failed = (cause: unknown): void => tell({ kind: 'failed', what: wordsOf(cause) });
process.on('message', (message: ToMeasured) => (message.kind === 'go' ? go() : void measure(message).then(tell, failed)));
process.on('disconnect', () => process.exit(0));
process.on('unhandledRejection', failed);
