/** What the parts of a line are called in the view. Pure; types alone from `shared`, so that no schema comes with them. */
import type { FindingKind, LineKind, LineResult, LineUse } from '../../../shared/domain/history/history-line';
import { displayText } from '../../../shared/domain/display-text';
import { KIND_WORDS } from '../../../shared/domain/history/words';

type Names<K extends string> = Readonly<Record<K, string>>;

export const KIND_NAMES: Names<LineKind> = {
  pass: 'Passes',
  grant: 'Grants',
  'end-access': 'Ended access',
  sessions: 'Ended sessions',
  account: 'Accounts',
  run: 'Runs',
  'person-change': 'Changes of a person',
  policy: 'Tenant rules',
  desk: 'The desk itself',
};
/** One line of that kind. */
export const ONE_OF_KIND = KIND_WORDS;
/** The next two stand alone, without a word beside them that says what they are about. */
export const RESULT_NAMES: Names<LineResult> = { succeeded: 'Succeeded', failed: 'Failed', unknown: 'Outcome not known', open: 'No outcome recorded' };
export const USE_NAMES: Names<LineUse> = { yes: 'Used', 'signed-in': 'Signed in meanwhile', no: 'Not used', 'not-known': 'Use not known' };
export const FINDING_NAMES: Names<FindingKind> = {
  'outside-tool': 'Outside the tool',
  'not-in-entra': 'Not in Entra’s log',
  'never-used': 'Never used',
  'used-elsewhere': 'Used from elsewhere',
  'out-of-hours': 'Out of hours',
  'repeat-person': 'Same person again',
  'busy-operator': 'Busy operator',
  'quota-near': 'Near the limit',
  'weak-verification': 'Weak verification',
};

/** "lost-phone" as "Lost phone"; a preset of the desk policy by its id. */
export const scenarioName = (id: string): string => capital(displayText(id, 40).replaceAll('-', ' '));

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
