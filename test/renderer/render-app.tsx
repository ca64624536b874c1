/** Puts the whole window on the page, over a fake bridge. */
import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, vi } from 'vitest';
import { App } from '../../renderer/app/app';
import { createQueryClient } from '../../renderer/bridge/query-client';
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
