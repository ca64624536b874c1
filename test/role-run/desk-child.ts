/**
 * One desk in a process of its own, so that it can be killed: the real session, handlers, use cases, Graph adapter and
 * journal worker. Only its clock is another and its waiting shorter, and no Electron is around it. The counting program
 * plays the window, by the methods that the window calls.
 */
import { readFileSync } from 'node:fs';
import { openDesk } from '../../main/compose-desk';
import { createHandlers } from '../../main/ipc/handlers';
import type { Desk, Policy } from '../../main/usecases/desk';
import { createSession } from '../../main/usecases/session';
import { DeskPolicy, rulesOf } from '../../shared/desk-policy';
import { FEATURE_NAMES, scopesFor } from '../../shared/domain/features';
import { contract, type MethodName } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { quietParts, quietTell } from '../support/quiet-desk';
import { createDeskClock } from './desk-clock';
import { planted } from './plants';
import { type DeskSetup, type FromDesk, type Reply, SETUP_VARIABLE, type ToDesk } from './protocol';

const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '{}') as DeskSetup;
const tell = (message: FromDesk): void => void process.send?.(message);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = createDeskClock(setup.pace);

function policy(): Policy {
  const file = setup.policyFile;
  return { state: 'in-force', file, isDefault: false, rules: rulesOf(DeskPolicy.parse(JSON.parse(readFileSync(file, 'utf8')))) };
}

function open(): Desk {
  const scopes = scopesFor(FEATURE_NAMES, { scopePrefix: '', hasPassOnlyScope: true });
  const desk = openDesk({
    tenant: { kind: 'demo', id: setup.tenantId, cloud: 'demo', passesAvailable: true },
    operator: setup.operator,
    policy: policy(),
    tokens: { token: async () => ok(setup.accessToken), scopes: () => scopes },
    graphOrigin: setup.origin,
    allowLoopbackHttp: true,
    fetch: clock.fetch,
    userData: setup.folder,
    workerFile: setup.workerFile,
    ...quietParts(setup.workerFile),
    printer: { print: async () => ok(null) },
    sealedPdf: { newKey: () => '', make: () => Promise.reject(new Error('nothing is sealed here')), save: () => Promise.reject(new Error('nothing is sealed here')) },
    clipboard: { copy: async () => Date.now() + 30_000, clear: async () => undefined },
    clock,
    log,
    onForgotten: () => undefined,
    onPasscodeHeld: () => undefined,
    onAppended: () => undefined,
    tell: quietTell,
    pace: { wait: clock.wait, timeLimitMs: setup.timeLimitMs },
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
  switch (message.kind) {
    case 'open':
      clock.set(message.moment);
      start().catch(failed);
      return;
    case 'clock':
      clock.set(message.moment);
      return;
    case 'hold':
      clock.hold(() => tell({ kind: 'held' }));
      return;
    case 'leave':
      void session.shutDown().then(() => process.exit(0), failed);
      return;
    case 'call':
      answer(message.name, message.input).then((reply) => tell({ kind: 'reply', id: message.id, reply }), failed);
  }
});
process.on('disconnect', () => process.exit(1));
process.on('unhandledRejection', failed);

function failed(cause: unknown): void {
  tell({ kind: 'failed', what: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
}

async function start(): Promise<void> {
  await session.openDemo(false);
  // The first question opens the desk, and what the last run left open is settled before it is answered.
  await session.read(async () => ok(null));
  tell({ kind: 'ready' });
}
