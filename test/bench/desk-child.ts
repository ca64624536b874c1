/**
 * What is measured, in a process of its own so that the tenant's work is not counted: a desk of real parts (session, handlers,
 * use cases, Graph adapter, journal worker, vault) without Electron around it, or the loop it is compared with.
 */
import path from 'node:path';
import { openDesk } from '../../main/compose-desk';
import { createHandlers } from '../../main/ipc/handlers';
import type { Desk } from '../../main/usecases/desk';
import { createSession } from '../../main/usecases/session';
import { FEATURE_NAMES, scopesFor } from '../../shared/domain/features';
import { contract, type Handlers, type Input, type MethodName, type Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { quietParts, quietTell } from '../support/quiet-desk';
import { benchPolicy } from './bench-policy';
import { issueInLoop } from './loop';
import { measureRun } from './measure-run';
import { type FromMeasured, type Setup, SETUP_VARIABLE, type ToMeasured } from './protocol';

const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '{}') as Setup;
const none = { print: () => Promise.reject(new Error('nothing is printed here')), copy: () => Promise.reject(new Error('nothing is copied here')), clear: async () => undefined };
const tenant = { kind: 'demo', id: setup.tenantId, cloud: 'demo', passesAvailable: true } as const;
const tell = (message: FromMeasured): void => void process.send?.(message);

function open(): Desk {
  const scopes = scopesFor(FEATURE_NAMES, { scopePrefix: '', hasPassOnlyScope: true });
  return openDesk({
    tenant,
    operator: setup.operator,
    policy: benchPolicy(path.join(setup.folder, 'desk.json')),
    tokens: { token: async () => ok(setup.accessToken), scopes: () => scopes },
    graphOrigin: setup.origin,
    allowLoopbackHttp: true,
    fetch: (url, init) => fetch(url, init),
    userData: setup.folder,
    workerFile: setup.workerFile,
    ...quietParts(setup.workerFile),
    printer: none,
    sealedPdf: { newKey: () => '', make: none.print, save: none.print },
    clipboard: none,
    clock: { now: () => new Date() },
    log: { info: () => undefined, warn: () => undefined, error: (event, fields) => tell({ kind: 'failed', what: `${event} ${String(fields?.cause)}` }) },
    onForgotten: () => undefined,
    onPasscodeHeld: () => undefined,
    onAppended: () => undefined,
    // As much work as for a window: what would be sent is turned into text.
    tell: { ...quietTell, grantsChanged: () => undefined, noticesChanged: () => undefined, remind: () => undefined, planning: () => undefined, runChanged: (message) => void JSON.stringify(message) },
  });
}

const session = createSession({
  setup: { state: 'missing', file: '' },
  loadEntra: null,
  openEntraDesk: () => Promise.reject(new Error('there is no Entra here')),
  startDemo: () => ({
    state: { status: 'signed-in', tenant, operator: setup.operator, tokenCache: 'none', readOnly: null },
    openDesk: async () => open(),
    close: async () => undefined,
  }),
  onChanged: () => undefined,
  onForgotten: () => undefined,
});

const handlers: Handlers = createHandlers({
  session,
  settings: { read: () => DEFAULT_SETTINGS, update: () => ok(DEFAULT_SETTINGS), setAside: null },
  version: '0.0.0',
  platform: process.platform,
  restored: Promise.resolve(),
  onSettings: () => undefined,
  openLink: async () => undefined,
  chooseExport: async () => null,
  chooseJournals: async () => null,
  choosePdf: async () => null,
});

/** As the registrar does: the input is checked against the contract first. */
function call<M extends MethodName>(name: M, raw: Input<M>): Promise<Reply<M>> {
  return handlers[name](contract[name].input.parse(raw) as never);
}

let go: () => void = () => undefined;
const held = new Promise<void>((resolve) => {
  go = resolve;
});

async function measure(message: Exclude<ToMeasured, { readonly kind: 'go' }>): Promise<FromMeasured> {
  if (message.kind === 'loop') return { kind: 'looped', loopMs: await issueInLoop(setup, message.ids) };
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

const failed = (cause: unknown): void => tell({ kind: 'failed', what: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
process.on('message', (message: ToMeasured) => (message.kind === 'go' ? go() : void measure(message).then(tell, failed)));
process.on('disconnect', () => process.exit(0));
process.on('unhandledRejection', failed);
