import type { IssueRequest, LifetimeBounds } from '../../../shared/domain/issue-limits';
import type { PassPolicy } from '../../../shared/domain/pass';

/** What has been typed so far, as it was typed. `null` where the operator has not said anything and the default holds. */
export type IssueDraft = {
  readonly minutes: string | null;
  readonly isUsableOnce: boolean | null;
  readonly startsLater: boolean;
  /** The value of an `<input type="datetime-local">`: operator's zone, no offset. */
  readonly start: string;
  readonly ticket: string;
  readonly reason: string;
};

export const EMPTY_DRAFT: IssueDraft = { minutes: null, isUsableOnce: null, startsLater: false, start: '', ticket: '', reason: '' };

/** The request a draft stands for. What cannot be read as a number or an instant becomes one that no rule accepts. */
export function requestOf(draft: IssueDraft, bounds: LifetimeBounds, policy: PassPolicy | null): IssueRequest {
  const typed = draft.minutes?.trim();
  const lifetimeInMinutes = typed === undefined ? bounds.defaultMinutes : /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
  const start = new Date(draft.start);
  return {
    lifetimeInMinutes,
    isUsableOnce: policy?.isUsableOnce === true || (draft.isUsableOnce ?? true),
    startDateTime: draft.startsLater ? (Number.isNaN(start.getTime()) ? '' : start.toISOString()) : null,
    reason: draft.reason.trim(),
    ticket: draft.ticket.trim(),
  };
}
