/** Puts the whole window on the page, over a fake bridge. */
import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import { App } from '../../renderer/app/app';
import { AppearanceProvider } from '../../renderer/app/appearance';
import { createQueryClient } from '../../renderer/bridge/query-client';
import { SessionProvider } from '../../renderer/bridge/session';
import { SettingsProvider } from '../../renderer/bridge/settings';
import { LiveProvider, LiveRegions } from '../../renderer/ui/live';
import type { Handlers, Output } from '../../shared/ipc/contract';
import { type FakeBridge, fakeBridge } from '../fakes/bridge';
import { start } from '../fakes/people';

// Short messages: the page as HTML helps nobody. Patient: lazy parts are compiled on first use, on two busy cores.
configure({ getElementError: (message) => new Error(message ?? ''), asyncUtilTimeout: 8000 });

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** What jsdom lacks of a browser and the window relies on. */
function fillIn(): void {
  const nothing = () => undefined;
  Element.prototype.scrollIntoView = nothing;
  Element.prototype.checkVisibility = () => true;
  window.matchMedia = (query) => ({ matches: false, media: query, onchange: null, addEventListener: nothing, removeEventListener: nothing, dispatchEvent: () => false }) as unknown as MediaQueryList;
  globalThis.ResizeObserver = class {
    readonly observe = nothing;
    readonly unobserve = nothing;
    readonly disconnect = nothing;
  };
}

export function renderApp(changes: Partial<Handlers> = {}, from: Partial<Output<'app.start'>> = {}) {
  fillIn();
  const desk: FakeBridge = fakeBridge(changes);
  Object.defineProperty(window, 'desk', { value: desk, configurable: true });
  const client = createQueryClient();
  const user = userEvent.setup({ advanceTimers: (milliseconds) => (vi.isFakeTimers() ? vi.advanceTimersByTime(milliseconds) : undefined) });
  const view = render(<App start={{ ...start, ...from }} client={client} />);
  return { desk, client, user, view };
}

/** One part of the window by itself, among what every part relies on. */
export function renderPart(part: ReactNode, changes: Partial<Handlers> = {}) {
  fillIn();
  const desk: FakeBridge = fakeBridge(changes);
  Object.defineProperty(window, 'desk', { value: desk, configurable: true });
  const client = createQueryClient();
  const user = userEvent.setup({ advanceTimers: (milliseconds) => (vi.isFakeTimers() ? vi.advanceTimersByTime(milliseconds) : undefined) });
  const view = render(
    <QueryClientProvider client={client}>
      <SettingsProvider start={start.settings}>
        <SessionProvider start={start.session}>
          <AppearanceProvider>
            <LiveProvider>
              {part}
              <LiveRegions />
            </LiveProvider>
          </AppearanceProvider>
        </SessionProvider>
      </SettingsProvider>
    </QueryClientProvider>,
  );
  return { desk, client, user, view };
}
