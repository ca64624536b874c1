import { tell } from './desk';

/** Asked once, when this module is evaluated: settings, session and version, all that the first paint needs. */
export const started = tell('app.start', {});
