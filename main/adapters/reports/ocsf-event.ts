/**
 * A fact as an OCSF 1.1.0 event: Account Change (3001) where it changed a person's account, API Activity (6003) otherwise.
 *
 * Sources (github.com/ocsf/ocsf-schema, 1.1.0): events/iam/account_change.json, events/application/api_activity.json,
 * includes/classification.json and occurrence.json, objects/{metadata,product,actor,user,api,network_endpoint,policy}.json.
 * Required of both: activity_id, category_uid, class_uid, type_uid, severity_id, time, metadata{version, product}; of 3001
 * user; of 6003 actor, api{operation}, src_endpoint. type_uid = class_uid * 100 + activity_id. time: milliseconds since 1970.
 */
import type { SiemEvent } from './siem-event';

export const OCSF_VERSION = '1.1.0';

const ACTIVITIES = { create: [1, 'Create'], read: [2, 'Read'], update: [3, 'Update'], delete: [4, 'Delete'], other: [99, 'Other'] } as const;
const STATUSES = { success: [1, 'Success'], failure: [2, 'Failure'], unknown: [0, 'Unknown'] } as const;
const SEVERITIES = { success: [1, 'Informational'], failure: [2, 'Low'], unknown: [3, 'Medium'] } as const;

export function ocsfEvent(event: SiemEvent, tenantId: string, version: string): object {
  const [status_id, status] = STATUSES[event.outcome];
  const [severity_id, severity] = SEVERITIES[event.outcome];
  return {
    ...classOf(event),
    time: Date.parse(event.at),
    severity_id,
    severity,
    status_id,
    status,
    message: event.operation,
    actor: { user: event.actor ? userOf(event.actor, event.actor.isApp) : { name: 'unknown', type: 'Unknown', type_id: 0 } },
    src_endpoint: event.ipAddress === '' ? { svc_name: event.service || 'unknown' } : { ip: event.ipAddress, svc_name: event.service || 'unknown' },
    metadata: {
      version: OCSF_VERSION,
      product: { name: 'Tapdesk', vendor_name: 'Tapdesk', version, lang: 'en' },
      uid: event.uid,
      log_name: event.source,
      original_time: event.at,
      ...(event.correlationId !== '' && { correlation_uid: event.correlationId }),
    },
    unmapped: {
      tenant_id: tenantId,
      line_id: event.lineId,
      line_kind: event.lineKind,
      what: event.what,
      ticket: event.ticket,
      reason: event.reason,
      country: event.country,
      findings: event.findings,
      facts: event.facts,
    },
  };
}

function classOf({ change, person, verb, operation, service, what }: SiemEvent): object {
  if (change && person) {
    return {
      ...classification(3, 'Identity & Access Management', 3001, 'Account Change', change.id, change.caption),
      user: userOf(person, false),
      api: { operation, service: { name: service } },
      ...((change.id === 7 || change.id === 8) && { policy: { name: what || operation } }),
    };
  }
  const [id, caption] = ACTIVITIES[verb];
  return {
    ...classification(6, 'Application Activity', 6003, 'API Activity', id, caption),
    api: { operation, service: { name: service } },
    ...(person && { resources: [{ uid: person.id, name: person.userPrincipalName || person.displayName, type: 'User' }] }),
  };
}

function classification(category_uid: number, category_name: string, class_uid: number, class_name: string, activity_id: number, activity_name: string) {
  return { category_uid, category_name, class_uid, class_name, activity_id, activity_name, type_uid: class_uid * 100 + activity_id, type_name: `${class_name}: ${activity_name}` };
}

function userOf({ id, displayName, userPrincipalName }: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string }, isApp: boolean) {
  const type = isApp ? { type: 'Application', type_id: 99 } : { type: 'User', type_id: 1 };
  return { uid: id, name: userPrincipalName || displayName, full_name: displayName, ...type };
}
