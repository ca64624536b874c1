/** One fact of a life as a SIEM sees it, before it is put into one of their formats. Pure. */
import type { Initiator } from '../../../shared/domain/history/audit-row';
import type { HistoryEvent, HistoryLife, Who } from '../../../shared/domain/history/history-line';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { auditChange, auditVerb, journalChange, journalVerb, type AccountChange, type Verb } from './siem-verbs';

export type SiemEvent = {
  readonly uid: string;
  readonly at: string;
  /** Where the fact is from: this tool's journal, Entra's logs, or a read of a pass. */
  readonly source: HistoryEvent['source'];
  /** The action of a journal entry (an intent is marked), the activity of an audit, `sign-in` or `pass.read`. */
  readonly operation: string;
  /** The service that did it. */
  readonly service: string;
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly actor: (Who & { readonly isApp: boolean }) | null;
  readonly person: Who | null;
  /** What it changed of an account; null: it is an activity. */
  readonly change: AccountChange | null;
  readonly verb: Verb;
  readonly correlationId: string;
  readonly ipAddress: string;
  readonly country: string;
  readonly ticket: string;
  readonly reason: string;
  readonly what: string;
  readonly lineId: string;
  readonly lineKind: string;
  readonly findings: readonly string[];
  /** Flat facts that no standard field holds. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

/** In the order of the life's facts. */
export function siemEvents({ line, events }: HistoryLife): readonly SiemEvent[] {
  return events.map((event) => {
    const common = { uid: event.key, at: event.at, source: event.source, lineId: line.id, lineKind: line.kind, what: line.what, findings: line.findings };
    const join = { joined_by: event.joinedBy, certainty: event.certainty };
    switch (event.source) {
      case 'journal':
        return { ...common, ...ofEntry(event.entry), facts: { ...event.entry.detail, ...join, desk: event.desk, seq: event.entry.seq, hash: event.entry.hash } };
      case 'audit': {
        const { audit, also } = event;
        const target = audit.targets.find(({ type }) => type === 'User') ?? null;
        const person = target && { id: target.id, displayName: target.displayName, userPrincipalName: target.userPrincipalName };
        return {
          ...common,
          operation: audit.activity,
          service: audit.service,
          outcome: audit.result === 'success' ? 'success' : audit.result === 'failure' ? 'failure' : 'unknown',
          actor: actorOf(audit.by),
          person,
          change: person && auditChange(audit),
          verb: auditVerb(audit.activity),
          correlationId: audit.correlationId,
          ...NO_PLACE,
          ticket: '',
          reason: audit.resultReason,
          facts: { ...audit.details, ...join, category: audit.category, changed: audit.changed.join(' '), also: also.map(({ id }) => id).join(' ') },
        };
      }
      case 'sign-in': {
        const { signIn } = event;
        const who = { id: signIn.personId, displayName: signIn.displayName, userPrincipalName: signIn.userPrincipalName };
        return {
          ...common,
          operation: 'sign-in',
          service: signIn.app,
          outcome: signIn.errorCode === 0 ? 'success' : 'failure',
          actor: { ...who, isApp: false },
          person: who,
          change: null,
          verb: 'other',
          correlationId: signIn.correlationId,
          ipAddress: signIn.ipAddress,
          country: signIn.country,
          ticket: '',
          reason: '',
          facts: { ...join, city: signIn.city, error_code: signIn.errorCode },
        };
      }
      case 'seen':
        return {
          ...common,
          operation: 'pass.read',
          service: 'Tapdesk',
          outcome: 'success',
          actor: null,
          person: line.person ?? { id: event.seen.personId, displayName: '', userPrincipalName: '' },
          change: null,
          verb: 'read',
          correlationId: '',
          ...NO_PLACE,
          ticket: '',
          reason: event.seen.reason,
          facts: { ...join, pass_id: event.seen.passId },
        };
    }
  });
}

const NO_PLACE = { ipAddress: '', country: '' } as const;

type OfEntry = Omit<SiemEvent, 'uid' | 'at' | 'source' | 'lineId' | 'lineKind' | 'what' | 'findings' | 'facts'>;

function ofEntry({ phase, action, result, operator, person, ticket, reason, detail }: JournalEntry): OfEntry {
  const isIntent = phase === 'intent';
  return {
    operation: isIntent ? `${action} (intent)` : action,
    service: 'Tapdesk',
    outcome: result === 'succeeded' ? 'success' : result === 'failed' ? 'failure' : phase === 'event' ? 'success' : 'unknown',
    actor: { ...operator, isApp: false },
    person,
    // An intent has changed nothing yet; counted as a change it would be counted twice.
    change: isIntent || person === null ? null : journalChange(action),
    verb: journalVerb(action),
    correlationId: typeof detail.requestId === 'string' ? detail.requestId : '',
    ...NO_PLACE,
    ticket,
    reason,
  };
}

function actorOf(by: Initiator | null): SiemEvent['actor'] {
  return by && { id: by.id, displayName: by.displayName, userPrincipalName: by.userPrincipalName, isApp: by.isApp };
}
