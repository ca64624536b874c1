import type { EventName, MethodName } from '../../shared/ipc/contract';

/** Channel names on the wire. One prefix, so that nothing else in the app can answer by accident. */
export const methodChannel = (name: MethodName): string => `desk:${name}`;
export const eventChannel = (name: EventName): string => `desk-event:${name}`;
