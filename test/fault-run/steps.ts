/** Which request a fault hits, by its path; and how the kinds of faults relate to the act. */
import type { Fault, FaultKind, FaultMatch, RequestLogEntry } from '../../main/demo-tenant';

export const STEPS = ['create', 'delete', 'mail', 'read alone', 'read in a batch'] as const;
export type Step = (typeof STEPS)[number];

export const FAULT_KINDS = [
  'throttled', 'unavailable', 'gateway-timeout-before', 'cut-before', 'claims-challenge', 'gateway-timeout-after', 'cut-after', 'slow', 'cut-mid-response', 'broken-body',
] as const satisfies readonly FaultKind[];
export type RunFaultKind = (typeof FAULT_KINDS)[number];

/** When the fault strikes. A slow act is done after its sender has given up. */
export const WHEN: Readonly<Record<FaultKind, 'before send' | 'after send' | 'mid-response' | 'hang'>> = {
  throttled: 'before send',
  unavailable: 'before send',
  'gateway-timeout-before': 'before send',
  'cut-before': 'before send',
  'claims-challenge': 'before send',
  'gateway-timeout-after': 'after send',
  'cut-after': 'after send',
  slow: 'after send',
  'cut-mid-response': 'mid-response',
  'broken-body': 'mid-response',
  hold: 'hang',
};

const PASSES = /^\/users\/([^/]+)\/authentication\/temporaryAccessPassMethods(?:\/([^/]+))?$/i;
const MAIL = /\/sendMail$/i;

export type Write = { readonly what: 'create' | 'delete' | 'mail'; readonly personId: string; readonly passId: string };

/** What the request would change; null for a read and for whatever else there is. */
export function writeOf({ method, path }: Pick<RequestLogEntry, 'method' | 'path'>): Write | null {
  if (method === 'GET') return null;
  if (MAIL.test(path)) return { what: 'mail', personId: '', passId: '' };
  const [, person, pass] = PASSES.exec(path) ?? [];
  if (person === undefined) return null;
  const personId = decodeURIComponent(person).toLowerCase();
  return { what: pass === undefined ? 'create' : 'delete', personId, passId: decodeURIComponent(pass ?? '').toLowerCase() };
}

export function stepOf(entry: RequestLogEntry): Step {
  return writeOf(entry)?.what ?? (entry.batchRequestId !== null || entry.path.startsWith('/$batch') ? 'read in a batch' : 'read alone');
}

/** Requests of one person at a step; mails and batches as a whole name nobody, so the next one of whomever is hit. */
export function matchOf(step: Step, personId: string): FaultMatch {
  const own = `^/users/${personId}/authentication/temporaryAccessPassMethods`;
  switch (step) {
    case 'create':
      return { method: 'POST', path: new RegExp(`${own}$`, 'i'), inBatch: false };
    case 'delete':
      return { method: 'DELETE', path: new RegExp(`${own}/`, 'i'), inBatch: false };
    case 'read alone':
      return { method: 'GET', path: new RegExp(own, 'i'), inBatch: false };
    case 'read in a batch':
      return { method: 'GET', path: new RegExp(`^/users/${personId}[/?]`, 'i'), inBatch: true };
    case 'mail':
      return { method: 'POST', path: MAIL, inBatch: false };
  }
}

/** @param slowMs - How long a slow act takes in all: longer than its sender waits. */
export function faultOf(kind: RunFaultKind, slowMs: number): Fault {
  switch (kind) {
    case 'throttled':
    case 'unavailable':
      return { kind, retryAfterSeconds: 1 };
    case 'slow':
      return { kind, milliseconds: slowMs };
    case 'gateway-timeout-before':
    case 'gateway-timeout-after':
    case 'cut-before':
    case 'cut-after':
    case 'cut-mid-response':
    case 'broken-body':
    case 'claims-challenge':
      return { kind };
  }
}
