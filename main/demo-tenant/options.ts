/** What the demo tenant can be started with. Everything has a default. */
import type { Liveliness } from './acts/lively-people';
import type { ExtraPerson } from './directory/person';
import type { RoleName } from './directory/roles';
import type { HistoryOptions } from './history/stage';
import type { PassPolicy } from './passes/policy';
import type { QuotaOptions } from './quotas/quotas';

/** Whom a token of the caller's own identity provider belongs to; one of the two names is needed. */
export type Authenticated = { readonly userId?: string; readonly userPrincipalName?: string; readonly scopes?: readonly string[]; /** Default true: the session holds a proof of multifactor authentication. */ readonly hasMfa?: boolean };

export type DemoTenantOptions = {
  /** How many people, those of the cohorts not counted. Default 5,000; never fewer than the well-known and the added ones. */
  readonly people?: number;
  /** How many of them are contractors, the well-known ones among them. Default: about one in twelve. */
  readonly contractors?: number;
  /**
   * Two cohorts of new hires besides: 20 who start in three days, 200 in ten, and three managers without mail. Default: true
   * unless `people` is given, as whoever asks for a number of people gets that many.
   */
  readonly cohorts?: boolean;
  /** A third one besides the two, of 2,000 who start in seventeen days. Default false. */
  readonly largeCohort?: boolean;
  readonly seed?: number;
  /** The clock beneath the tenant's own, which can be moved: `clock` of the tenant. Default: the machine's. */
  readonly now?: () => Date;
  /** Default 0: any free one. */
  readonly port?: number;
  /** With a key and certificate the tenant speaks https, otherwise http. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer };
  /** Takes the place of the built-in token. Null refuses. */
  readonly authenticate?: (bearer: string) => Authenticated | null;
  /** What the built-in token may do. Default: everything, as for an app that was consented every scope. */
  readonly scopes?: readonly string[];
  /** Default: Authentication Administrator and nothing more. */
  readonly operatorRole?: RoleName | readonly RoleName[];
  /** People besides the seed; they count in `people`. */
  readonly extraPeople?: readonly ExtraPerson[];
  /** Laid over the policy the tenant starts with: enabled for everybody, 60 to 480 minutes. */
  readonly passPolicy?: Partial<PassPolicy>;
  /** Added to every request, a batch being one. Default 15. */
  readonly latencyMs?: number;
  /** How long after an act its audit or sign-in record can be read, ms of the tenant's clock. Default 300,000: what was seen. */
  readonly auditDelayMs?: number;
  /** Records come later still, each by another time of up to so many ms, so that they arrive out of order. Default: none does. */
  readonly auditJitter?: { readonly maximumMs: number; readonly seed: number };
  /** What happened in the days before the tenant was opened, in its logs and at the desk. Default: nothing but what the seed has. */
  readonly history?: HistoryOptions;
  /** How long after a create or delete of a pass every other read is still told of the time before, ms. Default 0. */
  readonly replicaDelayMs?: number;
  /** From the start of a grant until it is there, ms of the tenant's clock. Default 0; about 47,000 was measured. */
  readonly provisioningLagMs?: number;
  /** From the end of a grant until it is gone, ms. Default 0; about 900 was measured. */
  readonly expiryLagMs?: number;
  /** From the removal of a grant until it is gone, ms. Default 0. */
  readonly removalLagMs?: number;
  /** Makes this many live time-bound grants of roles and groups besides the seeded ones. Default 0. */
  readonly liveGrants?: number;
  /** Whether the built-in token's session holds a proof of multifactor authentication. Default true. */
  readonly operatorHasMfa?: boolean;
  /** Lets people use their passes by themselves. Default: nobody does. */
  readonly livelyPeople?: Liveliness;
  /** How much may be asked of the tenant: `{ writes: { limit: 5, windowMs: 10_000 } }`, or null to switch one off. Default: what is documented, without that of the reports. */
  readonly quotas?: QuotaOptions;
  /** About how many requests the log keeps. Default 20,000. */
  readonly logLimit?: number;
};
