/** What the history's worker can be asked. */
import type { CallOf, MethodsOf } from '../../sqlite/calls';
import type { PackedHistory } from './packed-lines';

export const METHODS: MethodsOf<PackedHistory> = {
  takeEntries: true, takeAudits: true, takeSignIns: true, takeSeen: true, takenThrough: true, dropDesk: true, marks: true, takeAuditsWithMark: true,
  takeSignInsWithMark: true, forgetBefore: true, page: true, count: true, walk: true, damaged: true, walkLives: true, life: true, lineOf: true, charts: true,
  facets: true, lookForFindings: true, findings: true, finding: true, openPasses: true, close: true,
};

export type Request = CallOf<PackedHistory>;
