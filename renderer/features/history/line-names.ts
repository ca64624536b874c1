/** Names of a line's parts that are made from what it says. The others stand in `shared/domain/history/words.ts`. Pure. */
import { displayText } from '../../../shared/domain/display-text';

/** "lost-phone" as "Lost phone"; a preset of the desk policy by its id. */
export const scenarioName = (id: string): string => capital(displayText(id, 40).replaceAll('-', ' '));

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
