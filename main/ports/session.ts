import type { Feature } from '../../shared/domain/features';
import type { AppError } from '../../shared/errors';
import type { SessionState } from '../../shared/ipc/contract';
import type { Result } from '../../shared/result';

export type Operator = { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };

/** What the Graph adapter needs to speak for the operator. The token never leaves the main process. */
export type TokenSource = {
  /**
   * @param features - What the call is for; decides the scopes.
   * @param claims - Decoded claims challenge (continuous access evaluation); forces a fresh token.
   */
  readonly token: (features: readonly Feature[], claims?: string) => Promise<Result<string, AppError>>;
  /** Graph permissions of the newest token, without a cloud's prefix; null before there is one, or when the sign-in service does not say. */
  readonly scopes: () => readonly string[] | null;
};

export type SignedIn = Extract<SessionState, { status: 'signed-in' }>;

/** Sign-in to Entra, in the system's browser. One account at a time for now; accounts are kept by id, so more may come. */
export type EntraSession = TokenSource & {
  /** Restores an account kept from the last run, without opening a browser and without the network; null when there is none. */
  readonly restore: () => Promise<SignedIn | null>;
  readonly signIn: () => Promise<Result<SignedIn, AppError>>;
  readonly cancelSignIn: () => void;
  /** From now on until somebody signs out: asks for permissions to read alone. */
  readonly restrict: (isReadOnly: boolean) => void;
  /** Asks for these features' scopes in the browser; the same account must come back. */
  readonly consent: (features: readonly Feature[]) => Promise<Result<SignedIn, AppError>>;
  /** Forgets the account and its tokens on this machine. Never fails: what cannot be deleted is made unreadable or said. */
  readonly signOut: () => Promise<void>;
};

/** The session as the window sees it: Entra or the demo tenant. */
export type Session = {
  readonly state: () => SessionState;
  readonly restore: (isReadOnly: boolean) => Promise<void>;
  /** @param isReadOnly - The operator chose to read only. */
  readonly signIn: (isReadOnly: boolean) => Promise<Result<SessionState, AppError>>;
  readonly cancelSignIn: () => void;
  readonly consent: (features: readonly Feature[]) => Promise<Result<SessionState, AppError>>;
  readonly openDemo: (isReadOnly: boolean) => Promise<Result<SessionState, AppError>>;
  readonly signOut: () => Promise<Result<SessionState, AppError>>;
};
