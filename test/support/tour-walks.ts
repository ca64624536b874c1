import { DOOR_WALKS } from './tour-door';
import { WAY_OF_A_PASS } from './tour-desk';
import { LIMIT_WALKS } from './tour-limits';
import { LESS_ROOM } from './tour-small';
import type { Walk } from './tour';

/** The whole tour. The pictures and the accessibility test take each of them. */
export const WALKS: readonly Walk[] = [...DOOR_WALKS, WAY_OF_A_PASS, ...LIMIT_WALKS, LESS_ROOM];
