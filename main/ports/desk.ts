/** Small ports of the desk itself. */
import type { AppError, AppErrorOf } from '../../shared/errors';
import type { DeskPolicy, TenantPlace } from '../../shared/desk-policy';
import type { Result } from '../../shared/result';
import type { Settings } from '../../shared/settings';

export type Clock = { readonly now: () => Date };

/** Structured log. Fields outside the adapter's allowlist are dropped, so a secret passed by mistake is not written. */
export type Log = {
  readonly info: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly error: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
};

export type DeskPolicyReading =
  | { readonly state: 'present'; readonly file: string; readonly policy: DeskPolicy }
  | { readonly state: 'absent'; readonly file: string }
  | { readonly state: 'broken'; readonly file: string; readonly error: AppErrorOf<'desk-policy-broken'>; /** Where the tenant is, if the file is an administrator's and says so in spite of what is wrong with it. */ readonly place: TenantPlace | null };

/** Where the organisation says what this desk may do. */
export type DeskPolicySource = { readonly read: () => DeskPolicyReading };

export type SettingsStore = {
  readonly read: () => Settings;
  readonly update: (change: Partial<Settings>) => Result<Settings, AppError>;
  /** Name under which an unreadable settings file was set aside at start; null when all was well. */
  readonly setAside: string | null;
};
