/** What happens in a history. Instants are epoch milliseconds. An act is whole: it says how it ended. */
import type { Person } from '../directory/person';
import type { RoleName } from '../directory/roles';
import type { MethodType } from '../registrations';
import type { Tier } from './cast';
import type { Place } from './places';

export type VerificationKind = 'call-back' | 'manager-attested' | 'photo-id' | 'existing-method' | 'verified-id';
export type Verification = { readonly kind: VerificationKind; readonly against: string; readonly againstId: string };

type Common = {
  /** Unique among acts of its kind; what ids are made of. */
  readonly number: number;
  readonly at: number;
  readonly operator: Person;
  readonly ticket: string;
  readonly reason: string;
};

export type PassAct = Common & {
  readonly kind: 'pass';
  readonly person: Person;
  readonly tier: Tier;
  readonly scenario: string;
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  readonly verification: Verification;
  readonly handOver: 'call' | 'slip' | 'sealed';
  /** Of the run it belongs to. */
  readonly runNumber: number | null;
  /** Sign-ins of the person while it lives. */
  readonly uses: readonly { readonly at: number; readonly place: Place }[];
  readonly registers: { readonly at: number; readonly type: MethodType } | null;
  readonly revokedAt: number | null;
  readonly sessionsRevokedAt: number | null;
  /** A first try came back with 429. */
  readonly isThrottledFirst: boolean;
  /** `outside`: by another tool. */
  readonly where: 'desk' | 'outside';
  /** False: Entra's log has nothing of it. */
  readonly isAudited: boolean;
};

export type GrantAct = Common & {
  readonly kind: 'grant';
  readonly person: Person;
  readonly tier: Tier;
  readonly role: RoleName;
  readonly minutes: number;
  readonly template: string;
  /** Null: it ends by itself. */
  readonly endedAt: number | null;
  /** `pim`: by another tool through PIM; `portal`: around it, and for good until it is taken away. */
  readonly where: 'desk' | 'pim' | 'portal';
  readonly isAudited: boolean;
};

/** Its passes are acts of their own, which name it. */
export type RunAct = Common & { readonly kind: 'run'; readonly passes: readonly PassAct[] };

/** An operator's day at the desk. */
export type ShiftAct = Common & { readonly kind: 'shift'; readonly endsAt: number };

export type ExportAct = Common & { readonly kind: 'export'; readonly rows: number };

export type NoiseKind = 'phone' | 'manager' | 'own-method' | 'method-by-admin' | 'policy' | 'own-sessions';
/** What somebody does that is no business of the desk. */
export type NoiseAct = Omit<Common, 'ticket' | 'reason'> & { readonly kind: 'noise'; readonly what: NoiseKind; readonly person: Person };

export type Act = PassAct | GrantAct | RunAct | ShiftAct | ExportAct | NoiseAct;
