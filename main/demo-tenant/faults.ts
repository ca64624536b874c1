/**
 * Which fault hits which request: queued by rules, drawn by chance, or a tenant that throttles everybody for a while.
 */
import type { Fault, FaultControl, FaultKind, FaultMatch, FaultRule, RandomFaultKind, RandomFaults } from './fault';
import { type Chance, chanceOf } from './ids';

const RANDOM_KINDS: readonly RandomFaultKind[] = [
  'throttled', 'unavailable', 'gateway-timeout-before', 'gateway-timeout-after', 'cut-before', 'cut-after', 'cut-mid-response', 'slow', 'broken-body', 'claims-challenge',
];

function faultOf(kind: RandomFaultKind): Fault {
  if (kind === 'throttled') return { kind, retryAfterSeconds: 1 };
  if (kind === 'slow') return { kind, milliseconds: 200 };
  return { kind };
}

type Subject = { readonly method: string; readonly target: string; readonly inBatch: boolean };

const isEnvelope = ({ target, inBatch }: Subject): boolean => !inBatch && /^\/\$batch(\?|$)/.test(target);

function hits({ method, path, inBatch, isWrite }: FaultMatch, subject: Subject): boolean {
  if (method !== undefined && method.toUpperCase() !== subject.method) return false;
  if (inBatch !== undefined && inBatch !== subject.inBatch) return false;
  if (isWrite !== undefined && (isEnvelope(subject) || isWrite !== (subject.method !== 'GET'))) return false;
  // Without the flags that make a RegExp remember where it stopped.
  return path === undefined || new RegExp(path.source, path.flags.replace(/[gy]/g, '')).test(subject.target);
}

export class Faults implements FaultControl {
  readonly #now: () => Date;
  readonly #injected: Record<FaultKind, number> = {
    'throttled': 0, 'unavailable': 0, 'gateway-timeout-before': 0, 'gateway-timeout-after': 0, 'cut-before': 0, 'cut-after': 0, 'cut-mid-response': 0, 'slow': 0, 'broken-body': 0, 'claims-challenge': 0, 'hold': 0,
  };
  #rules: { readonly rule: FaultRule; left: number }[] = [];
  #random: { readonly faults: RandomFaults; readonly chance: Chance } | undefined;
  #throttled: { readonly until: number; readonly retryAfterSeconds: number } | undefined;

  constructor(now: () => Date) {
    this.#now = now;
  }

  queue(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  random(faults: RandomFaults): void {
    this.#random = { faults, chance: chanceOf(faults.seed, 0) };
  }

  throttleAll(forMs: number, retryAfterSeconds: number): void {
    this.#throttled = { until: this.#now().getTime() + forMs, retryAfterSeconds };
  }

  clear(): void {
    this.#rules = [];
    this.#random = undefined;
    this.#throttled = undefined;
  }

  get pending(): number {
    return this.#rules.length;
  }

  get injected(): Readonly<Record<FaultKind, number>> {
    return { ...this.#injected };
  }

  /** The fault for this request, which is used up by asking. */
  take(subject: Subject): Fault | undefined {
    const fault = this.#throttling(subject) ?? this.#queued(subject) ?? this.#drawn(subject);
    if (fault) this.#injected[fault.kind] += 1;
    return fault;
  }

  #throttling(subject: Subject): Fault | undefined {
    if (!this.#throttled || isEnvelope(subject) || this.#now().getTime() >= this.#throttled.until) return undefined;
    return { kind: 'throttled', retryAfterSeconds: this.#throttled.retryAfterSeconds };
  }

  #queued(subject: Subject): Fault | undefined {
    const entry = this.#rules.find(({ rule }) => hits(rule.match, subject));
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#rules = this.#rules.filter((other) => other !== entry);
    return entry.rule.fault;
  }

  #drawn(subject: Subject): Fault | undefined {
    if (!this.#random || !hits(this.#random.faults.match ?? {}, subject)) return undefined;
    const { faults, chance } = this.#random;
    if (chance.next() >= faults.rate) return undefined;
    const kinds = faults.kinds ?? RANDOM_KINDS;
    const kind = kinds[chance.below(kinds.length)];
    return kind && faultOf(kind);
  }
}
