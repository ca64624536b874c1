/**
 * How many requests the tenant takes from one app: a share of writes, of resource units, and of reads of the reports.
 *
 * Source: Graph, "Microsoft Graph service-specific throttling limits" and "Throttling guidance". Every request that is let
 * through counts, whether it succeeds or not, and so do items of a batch, each by itself; the envelope does not. Inferred,
 * as nothing is documented: that the windows slide; that a refused request uses nothing up (a caller who keeps asking would
 * never get through otherwise, while the documented share of refused requests ends at four in five); that all callers here
 * are one app. `x-ms-throttle-priority` changes no limit; who comes first among those that wait is not modelled.
 */
import { DEMO_TENANT_ID } from '../directory/demo-people';
import { guidOf } from '../ids';
import { Refusal } from '../protocol';
import { type QuotaLimit, QuotaWindow } from './quota-window';
import { costOf } from './request-cost';

/** Null switches one off; what is left out is as documented. */
export type QuotaOptions = {
  /** POST, PATCH, PUT and DELETE. Default 3,000 in 150 s. */
  readonly writes?: QuotaLimit | null;
  /** Resource units. Default by the size of the tenant, in 10 s: 3,500 below 50 people, 5,000 to 500, 8,000 beyond. */
  readonly resourceUnits?: QuotaLimit | null;
  /** Requests for audits and sign-ins. Documented are 5 in 10 s: {@link DOCUMENTED_REPORTS}. Default null: who looks around by hand, or at a clock that stands still, reads more. */
  readonly reports?: QuotaLimit | null;
};

export const DOCUMENTED_REPORTS: QuotaLimit = { limit: 5, windowMs: 10_000 };
const DOCUMENTED_WRITES: QuotaLimit = { limit: 3_000, windowMs: 150_000 };

/** From this share of a limit on, answers tell of it. */
const TOLD_FROM = 0.8;
const SECOND = 1_000;
/** Whoever calls, to the demo they are one app. */
const APPLICATION_ID = guidOf(0, 'calling-application', 0);

function documentedUnits(people: number): QuotaLimit {
  return { limit: people < 50 ? 3_500 : people <= 500 ? 5_000 : 8_000, windowMs: 10_000 };
}

type Quota = {
  readonly window: QuotaWindow;
  readonly scope: 'Write' | 'ReadWrite' | null;
  /** Null where no such header is documented: the reports. */
  readonly information: 'WriteLimitExceeded' | 'ResourceUnitLimitExceeded' | null;
};

const openWindow = (limit: QuotaLimit | null): QuotaWindow | null => limit && new QuotaWindow(limit);

export type Verdict = {
  /** In place of the act. */
  readonly refusal: Refusal | undefined;
  /** For the answer. */
  readonly headers: Readonly<Record<string, string>>;
};

export class Quotas {
  readonly #writes: QuotaWindow | null;
  readonly #units: QuotaWindow | null;
  readonly #reports: QuotaWindow | null;

  /** @param people - How many the tenant has: what it may be asked goes by that. */
  constructor({ writes = DOCUMENTED_WRITES, resourceUnits, reports = null }: QuotaOptions, people: number) {
    this.#writes = openWindow(writes);
    this.#units = openWindow(resourceUnits === undefined ? documentedUnits(people) : resourceUnits);
    this.#reports = openWindow(reports);
  }

  /** Counts the request, unless it is refused. @param target - Path and query without the version. */
  judge(method: string, target: string, at: Date): Verdict {
    const now = at.getTime();
    const cost = costOf(method, target);
    if (cost.service === 'mail') return { refusal: undefined, headers: {} };
    const unit = { 'x-ms-resource-unit': String(cost.units) };
    const claims = this.#claims(cost);
    const waits = claims.map(({ quota, amount }) => quota.window.waitFor(amount, now));
    const longest = Math.max(0, ...waits);
    if (longest > 0) {
      const exceeded = claims.filter((_, n) => (waits[n] ?? 0) > 0).map(({ quota }) => quota);
      for (const { window } of exceeded) window.refuse(now);
      const headers = { ...unit, 'Retry-After': String(Math.ceil(longest / SECOND)), ...told(exceeded[0]) };
      return { refusal: new Refusal(429, 'TooManyRequests', 'Please retry again later.', headers), headers };
    }
    for (const { quota, amount } of claims) quota.window.spend(amount, now);
    const share = Math.max(0, ...claims.map(({ quota }) => quota.window.share(now)));
    return { refusal: undefined, headers: share < TOLD_FROM ? unit : { ...unit, 'x-ms-throttle-limit-percentage': String(Math.floor(share * 100) / 100) } };
  }

  #claims({ service, units, writes }: ReturnType<typeof costOf>): readonly { readonly quota: Quota; readonly amount: number }[] {
    const reports = service === 'reports' && this.#reports ? [{ quota: { window: this.#reports, scope: null, information: null }, amount: 1 }] : [];
    if (service === 'reports') return reports;
    return [
      ...(this.#writes && writes > 0 ? [{ quota: { window: this.#writes, scope: 'Write', information: 'WriteLimitExceeded' } as const, amount: writes }] : []),
      ...(this.#units ? [{ quota: { window: this.#units, scope: 'ReadWrite', information: 'ResourceUnitLimitExceeded' } as const, amount: units }] : []),
    ];
  }
}

function told(quota: Quota | undefined): Readonly<Record<string, string>> {
  if (quota?.scope == null || quota.information === null) return {};
  return { 'x-ms-throttle-scope': `Tenant_Application/${quota.scope}/${APPLICATION_ID}/${DEMO_TENANT_ID}`, 'x-ms-throttle-information': quota.information };
}
