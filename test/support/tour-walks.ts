import { CONTRACTORS } from './tour-contractors';
import { DOOR_WALKS } from './tour-door';
import { WAY_OF_A_PASS } from './tour-desk';
import { HISTORY_WALKS } from './tour-history';
import { LIMIT_WALKS } from './tour-limits';
import { LESS_ROOM_FOR_MANY, ONBOARDING } from './tour-runs';
import { TIME_BOUND_ROLES } from './tour-roles';
import { LESS_ROOM, LESS_ROOM_TO_END } from './tour-small';
import type { Walk } from './tour';

/** The whole tour. The pictures and the accessibility test take each of them. */
export const WALKS: readonly Walk[] = [...DOOR_WALKS, WAY_OF_A_PASS, TIME_BOUND_ROLES, CONTRACTORS, ONBOARDING, ...HISTORY_WALKS, ...LIMIT_WALKS, LESS_ROOM, LESS_ROOM_TO_END, LESS_ROOM_FOR_MANY];
