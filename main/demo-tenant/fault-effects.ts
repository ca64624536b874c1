/**
 * What a fault makes of a request: a refusal in place of the act, another answer after it, or a connection that breaks
 * or hangs.
 */
import { claimsChallenge } from './envelope';
import type { Fault } from './fault';
import { type GraphResponse, isRecord, Refusal } from './protocol';

/** How the answer reaches the caller, from best to worst. */
export const DELIVERIES = ['whole', 'cut-midway', 'cut-at-start', 'held-midway', 'held-at-start'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Items of a batch share one connection: the worst that befalls one befalls all. */
export function worstOf(deliveries: readonly Delivery[]): Delivery {
  return DELIVERIES[Math.max(0, ...deliveries.map((each) => DELIVERIES.indexOf(each)))] ?? 'whole';
}

export function deliveryUnder(fault: Fault | undefined): Delivery {
  switch (fault?.kind) {
    case 'cut-before':
    case 'cut-after':
      return 'cut-at-start';
    case 'cut-mid-response':
      return 'cut-midway';
    case 'hold':
      return fault.when === 'mid-response' ? 'held-midway' : 'held-at-start';
    case undefined:
    case 'throttled':
    case 'unavailable':
    case 'gateway-timeout-before':
    case 'gateway-timeout-after':
    case 'slow':
    case 'broken-body':
    case 'claims-challenge':
      return 'whole';
  }
}

const gatewayTimeout = (): Refusal => new Refusal(504, 'GatewayTimeout', 'The gateway did not answer in time.');
const retryAfter = (seconds: number | undefined): Readonly<Record<string, string>> => (seconds === undefined ? {} : { 'Retry-After': String(seconds) });

/** Refusals for faults that keep the request from being handled. */
export function refusalBefore(fault: Fault): Refusal | undefined {
  switch (fault.kind) {
    case 'slow':
    case 'broken-body':
    case 'cut-before':
    case 'cut-after':
    case 'cut-mid-response':
    case 'gateway-timeout-after':
    case 'hold':
      return undefined;
    case 'throttled':
      return new Refusal(429, 'TooManyRequests', 'Please retry again later.', retryAfter(fault.retryAfterSeconds));
    case 'unavailable':
      return new Refusal(503, 'serviceNotAvailable', 'The service is temporarily unavailable.', retryAfter(fault.retryAfterSeconds));
    case 'gateway-timeout-before':
      return gatewayTimeout();
    case 'claims-challenge':
      return claimsChallenge(fault.claims);
  }
}

/** The act is not done, and no answer is made either. */
export const staysUnanswered = (fault: Fault | undefined): boolean => fault?.kind === 'cut-before' || (fault?.kind === 'hold' && fault.when === 'before');

export const refusalAfter = (fault: Fault | undefined): Refusal | undefined => (fault?.kind === 'gateway-timeout-after' ? gatewayTimeout() : undefined);

/** JSON that breaks the schema: a collection that is none, an object without its properties. */
export function broken(response: GraphResponse): GraphResponse {
  const body = isRecord(response.body) && Array.isArray(response.body.value) ? { value: 'unexpected' } : { unexpected: [1] };
  return { ...response, status: response.status === 204 ? 200 : response.status, body };
}
