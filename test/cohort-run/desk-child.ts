/**
 * One desk in a process of its own, so that it can be killed: the real session, handlers, use cases, Graph adapter, journal
 * worker, vault and encryption of PDFs. Only the waiting is shorter, and no Electron is around it: slips are drawn by a
 * library in place of a page. The counting program plays the window, by the methods that the window calls.
 */
import path from 'node:path';
import { encryptPdfs } from '../../main/adapters/delivery/encrypt-pdfs';
import { newPdfKey } from '../../main/adapters/delivery/pdf-key';
import { slipSheets } from '../../main/adapters/delivery/slip-pages';
import { saveSealed } from '../../main/adapters/reports/sealed-file';
import { openDesk } from '../../main/compose-desk';
import { createHandlers } from '../../main/ipc/handlers';
import type { Desk } from '../../main/usecases/desk';
import { createSession } from '../../main/usecases/session';
import { FEATURE_NAMES, scopesFor } from '../../shared/domain/features';
import { contract, type MethodName } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { quietParts, quietTell } from '../support/quiet-desk';
import { cohortPolicy } from './cohort-policy';
import { drawnSlips } from './drawn-slips';
import { planted } from './plants';
import { type DeskSetup, type FromDesk, type Reply, SETUP_VARIABLE, type ToDesk } from './protocol';

const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '{}') as DeskSetup;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds / setup.pace));
/** Resolves once the message is on its way: what somebody was told must not be lost with the process. */
const tell = (message: FromDesk): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });

function open(): Desk {
  const scopes = scopesFor(FEATURE_NAMES, { scopePrefix: '', hasPassOnlyScope: true });
  const desk = openDesk({
    tenant: { kind: 'demo', id: setup.tenantId, cloud: 'demo', passesAvailable: true },
    operator: setup.operator,
    policy: cohortPolicy(path.join(setup.folder, 'desk.json')),
    tokens: { token: async () => ok(setup.accessToken), scopes: () => scopes },
    graphOrigin: setup.origin,
    allowLoopbackHttp: true,
    fetch: (url, init) => fetch(url, init),
    userData: setup.folder,
    workerFile: setup.workerFile,
    ...quietParts(setup.workerFile),
    printer: {
      print: async (slips) => {
        await tell({ kind: 'printed', slips: slips.map(({ userPrincipalName, passcode }) => ({ userPrincipalName, passcode })) });
        return ok(null);
      },
    },
    sealedPdf: { newKey: newPdfKey, make: async (slips, layout, key) => ok(await encryptPdfs([await drawnSlips(slipSheets(slips, layout))], key)), save: saveSealed },
    clipboard: { copy: () => Promise.reject(new Error('nothing is copied here')), clear: async () => undefined },
    clock: { now: () => new Date() },
    log,
    onForgotten: () => undefined,
    onPasscodeHeld: () => undefined,
    onAppended: () => undefined,
    tell: quietTell,
    pace: { wait, timeLimitMs: setup.timeLimitMs },
  });
  return planted(desk, setup.plant);
}

const session = createSession({
  setup: { state: 'missing', file: '' },
  loadEntra: null,
  openEntraDesk: () => Promise.reject(new Error('there is no Entra here')),
  startDemo: () => ({
    state: { status: 'signed-in', tenant: { kind: 'demo', id: setup.tenantId, cloud: 'demo', passesAvailable: true }, operator: setup.operator, tokenCache: 'none', readOnly: null },
    openDesk: async () => open(),
    close: async () => undefined,
  }),
  onChanged: () => undefined,
  onForgotten: () => undefined,
});

let sealed = 0;
const handlers = createHandlers({
  session,
  settings: { read: () => DEFAULT_SETTINGS, update: () => ok(DEFAULT_SETTINGS), setAside: null },
  version: '0.0.0',
  platform: process.platform,
  restored: Promise.resolve(),
  onSettings: () => undefined,
  openLink: async () => undefined,
  chooseExport: async () => null,
  chooseJournals: async () => null,
  choosePdf: async () => path.join(setup.folder, `slips-${process.pid}-${(sealed += 1)}.pdf`),
});

/** As the registrar does: the input is checked against the contract first. */
async function answer(name: string, raw: unknown): Promise<Reply> {
  const method = name as MethodName;
  const input = contract[method].input.safeParse(raw);
  if (!input.success) return { ok: false, error: { kind: 'invalid-input' } };
  return handlers[method](input.data as never);
}

process.on('message', (message: ToDesk) => {
  if (message.kind === 'open') start().catch(failed);
  else if (message.kind === 'leave') void session.shutDown().then(() => process.exit(0), failed);
  else answer(message.name, message.input).then((reply) => tell({ kind: 'reply', id: message.id, reply })).catch(failed);
});
process.on('disconnect', () => process.exit(1));
process.on('unhandledRejection', failed);

function failed(cause: unknown): void {
  void tell({ kind: 'failed', what: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
}

async function start(): Promise<void> {
  await session.openDemo(false);
  // The first question opens the desk.
  await session.read(async () => ok(null));
  await tell({ kind: 'ready' });
}
