import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Output } from '../../shared/ipc/contract';
import { SessionProvider } from '../bridge/session';
import { SettingsProvider } from '../bridge/settings';
import { LiveProvider, LiveRegions } from '../ui/live';
import { preloadLazily } from '../ui/lazily';
import { AppearanceProvider } from './appearance';
import { Gate } from './gate';

/** Milliseconds. */
const AFTER_FIRST_FRAMES_MS = 150;

type Props = { readonly start: Output<'app.start'>; readonly client: QueryClient };

export function App({ start, client }: Props) {
  useEffect(preloadWhenIdle, []);
  return (
    <QueryClientProvider client={client}>
      <SettingsProvider start={start.settings}>
        <SessionProvider start={start.session}>
          <AppearanceProvider>
            <LiveProvider>
              <Gate version={start.version} />
              <LiveRegions />
            </LiveProvider>
          </AppearanceProvider>
        </SessionProvider>
      </SettingsProvider>
    </QueryClientProvider>
  );
}

/** After the first paint: what the first screen did not need is fetched before anybody asks for it. */
function preloadWhenIdle() {
  if (!('requestIdleCallback' in window)) return;
  // The timer lets the first frames pass: being idle is also said while they are on their way.
  let idle = 0;
  const timer = setTimeout(() => {
    idle = requestIdleCallback(() => void preloadLazily(), { timeout: 2000 });
  }, AFTER_FIRST_FRAMES_MS);
  return () => {
    clearTimeout(timer);
    cancelIdleCallback(idle);
  };
}
