import { createContext, type ReactNode, use, useState } from 'react';
import type { AppError } from '../../shared/errors';
import type { Input } from '../../shared/ipc/contract';
import type { Settings } from '../../shared/settings';
import { tell } from './desk';

type SettingsValue = {
  readonly settings: Settings;
  /** Applied at once; kept by the main process. When it cannot be kept, it still holds until the app closes. */
  readonly change: (change: Input<'settings.update'>) => void;
  readonly error: AppError | null;
};
const SettingsContext = createContext<SettingsValue | null>(null);

export function SettingsProvider({ start, children }: { readonly start: Settings; readonly children: ReactNode }) {
  const [settings, setSettings] = useState(start);
  const [error, setError] = useState<AppError | null>(null);

  const change: SettingsValue['change'] = (wanted) => {
    setSettings((current) => ({ ...current, ...wanted }) as Settings);
    void tell('settings.update', wanted).then((reply) => setError(reply.ok ? null : reply.error));
  };
  return <SettingsContext value={{ settings, change, error }}>{children}</SettingsContext>;
}

export function useSettings(): SettingsValue {
  const value = use(SettingsContext);
  if (!value) throw new Error('useSettings outside of SettingsProvider');
  return value;
}
