/** The bridge between the sandboxed window and the main process: one call, one subscription, by fixed names. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, EventName, LongMethod, MethodName } from '../../shared/ipc/contract';

// Records, not arrays: a missing or extra name does not compile. Types only, so that no schema is bundled here.
const methods: Record<MethodName, true> = {
  'app.start': true,
  'app.notices': true,
  'app.open-link': true,
  'session.sign-in': true,
  'session.cancel-sign-in': true,
  'session.consent': true,
  'session.open-demo': true,
  'session.sign-out': true,
  'people.search': true,
  'people.enrich': true,
  'people.read': true,
  'passes.policy': true,
  'passes.preflight': true,
  'verification.record': true,
  'passes.issue': true,
  'passes.revoke': true,
  'passes.candidates': true,
  'passes.check': true,
  'passes.review': true,
  'passes.life': true,
  'sessions.revoke': true,
  'passcode.reveal': true,
  'passcode.seen': true,
  'passcode.copy': true,
  'passcode.print': true,
  'passcode.mail': true,
  'passcode.close': true,
  'grants.facts': true,
  'grants.try': true,
  'grants.make': true,
  'grants.list': true,
  'grants.of': true,
  'grants.end': true,
  'grants.change': true,
  'tasks.end': true,
  'contractors.list': true,
  'contractors.read': true,
  'access.preview': true,
  'access.begin': true,
  'access.run': true,
  'access.open': true,
  'access.drop': true,
  'onboarding.list': true,
  'onboarding.details': true,
  'onboarding.groups': true,
  'runs.read-list': true,
  'runs.plan': true,
  'runs.cancel-plan': true,
  'runs.start': true,
  'runs.read': true,
  'runs.pause': true,
  'runs.resume': true,
  'runs.cancel': true,
  'runs.retry': true,
  'runs.hand-over': true,
  'runs.print': true,
  'runs.seal': true,
  'runs.reveal-key': true,
  'runs.key-seen': true,
  'runs.mail': true,
  'runs.give-up': true,
  'policy.read': true,
  'journal.verify': true,
  'history.state': true,
  'history.page': true,
  'history.count': true,
  'history.life': true,
  'history.line-of': true,
  'history.charts': true,
  'history.facets': true,
  'history.findings': true,
  'history.see-finding': true,
  'history.export': true,
  'history.cancel-export': true,
  'journals.open': true,
  'journals.close': true,
  'settings.update': true,
};
const longMethods: Record<LongMethod, true> = { 'grants.list': true, 'contractors.list': true, 'onboarding.list': true, 'runs.read-list': true, 'runs.plan': true, 'runs.read': true, 'history.page': true, 'history.findings': true };
const events: Record<EventName, true> = {
  'session.changed': true,
  'passcode.forgotten': true,
  'passcode.conceal': true,
  'journal.appended': true,
  'history.changed': true,
  'history.exporting': true,
  'history.show': true,
  'notices.changed': true,
  'grants.changed': true,
  'run.planning': true,
  'run.changed': true,
};

const bridge: Bridge = {
  call: async (name, input) => {
    if (!Object.hasOwn(methods, name)) throw new Error(`Unknown method: ${name as string}`);
    const reply: unknown = await ipcRenderer.invoke(`desk:${name}`, input);
    return (Object.hasOwn(longMethods, name) ? JSON.stringify(reply) : reply) as never;
  },
  on: (name, listener) => {
    if (!Object.hasOwn(events, name)) throw new Error(`Unknown event: ${name as string}`);
    // The event object stays here: it would hand the window a reference into Electron.
    const forward = (_event: unknown, payload: unknown) => listener(payload as never);
    ipcRenderer.on(`desk-event:${name}`, forward);
    return () => ipcRenderer.removeListener(`desk-event:${name}`, forward);
  },
};

contextBridge.exposeInMainWorld('desk', bridge);
