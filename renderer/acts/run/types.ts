import type { RunKind, RunMember } from '../../../shared/domain/run';

/** Somebody of the list, with the name they are shown by. */
export type RunMemberNamed = RunMember & { readonly displayName: string; readonly userPrincipalName: string };

/** What a view wants done, and for whom. */
export type RunWish = { readonly kind: RunKind; readonly people: readonly RunMemberNamed[] };
