import { useEffect, useEffectEvent } from 'react';
import type { EventName, EventPayload } from '../../shared/ipc/contract';

/** Hears one event of the main process for as long as the component is there. */
export function useDeskEvent<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): void {
  const hear = useEffectEvent(listener);
  useEffect(() => window.desk.on(name, (payload) => hear(payload)), [name]);
}
