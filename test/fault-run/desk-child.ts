/**
 * One desk in a process of its own, so that it can be killed: the real session, handlers, use cases, Graph adapter, journal
 * worker and vault. Only the waiting is shorter, and no Electron is around it. The counting program plays the window, by
 * the methods that the window calls and in its order.
 */
import path from 'node:path';
import { openDesk } from '../../main/compose-desk';
import { createHandlers } from '../../main/ipc/handlers';
import type { Desk } from '../../main/usecases/desk';
import { createSession } from '../../main/usecases/session';
import { FEATURE_NAMES, scopesFor } from '../../shared/domain/features';
import { contract, type MethodName } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { quietParts, quietTell } from '../support/quiet-desk';
import { generousPolicy } from './generous-policy';
import { planted } from './plants';
import { type DeskSetup, type FromDesk, type Reply, SETUP_VARIABLE, type ToDesk } from './protocol';

const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '{}') as DeskSetup;
const tell = (message: FromDesk): void => void process.send?.(message);
const out = (by: 'clipboard' | 'printer', passcode: string): void => tell({ kind: 'out', by, passcode });
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => new Date() };
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds / setup.pace));

function open(): Desk {
  const scopes = scopesFor(FEATURE_NAMES, { scopePrefix: '', hasPassOnlyScope: true });
  const desk = openDesk({
    tenant: { kind: 'demo', id: setup.tenantId, cloud: 'demo', passesAvailable: true },
    operator: setup.operator,
    policy: generousPolicy(path.join(setup.folder, 'desk.json')),
    tokens: { token: async () => ok(setup.accessToken), scopes: () => scopes },
    graphOrigin: setup.origin,
    allowLoopbackHttp: true,
    fetch: (url, init) => fetch(url, init),
    userData: setup.folder,
    workerFile: setup.workerFile,
    ...quietParts(setup.workerFile),
    printer: { print: async (slips) => (slips.forEach(({ passcode }) => out('printer', passcode)), ok(null)) },
    sealedPdf: { newKey: () => '', make: () => Promise.reject(new Error('nothing is sealed here')), save: () => Promise.reject(new Error('nothing is sealed here')) },
    clipboard: { copy: async (text) => (out('clipboard', text), Date.now() + 30_000), clear: async () => undefined },
    clock,
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
  choosePdf: () => Promise.resolve(null),
});

/** As the registrar does: the input is checked against the contract first. */
async function answer(name: string, raw: unknown): Promise<Reply> {
  const method = name as MethodName;
  const input = contract[method].input.safeParse(raw);
  if (!input.success) return { ok: false, error: { kind: 'invalid-input' } };
  return handlers[method](input.data as never);
}

process.on('message', (message: ToDesk) => {
  if (message.kind === 'open') {
    start().catch(failed);
    return;
  }
  if (message.kind === 'leave') {
    void session.shutDown().then(() => process.exit(0), failed);
    return;
  }
  const { id, name, input } = message;
  answer(name, input).then((reply) => tell({ kind: 'reply', id, reply }), failed);
});
process.on('disconnect', () => process.exit(1));
process.on('unhandledRejection', failed);

function failed(cause: unknown): void {
  tell({ kind: 'failed', what: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
}

async function start(): Promise<void> {
  await session.openDemo(false);
  // The first question opens the desk, and what the last run left open is settled before it is answered.
  const settled = await session.read(async (desk) => ok(desk.memory.settlements.map(({ entry, outcome }) => `${entry.action} ${outcome}`)));
  tell({ kind: 'ready', settled: settled.ok ? settled.value : [] });
}
