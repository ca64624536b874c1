/**
 * `/organization`: the demo tenant itself.
 */
import { DEMO_DOMAIN, DEMO_TENANT_ID } from '../directory/demo-people';
import { listOption, onlyOptions } from '../odata/query';
import { pick } from '../odata/select';
import { needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

const ORGANIZATION: Readonly<Record<string, unknown>> = {
  id: DEMO_TENANT_ID,
  deletedDateTime: null,
  businessPhones: ['+1 425 555 0100'],
  city: 'Malmö',
  country: null,
  countryLetterCode: 'SE',
  createdDateTime: '2022-03-01T08:00:00Z',
  displayName: 'Fjordlight (demo)',
  onPremisesSyncEnabled: null,
  preferredLanguage: 'en',
  technicalNotificationMails: [`it@${DEMO_DOMAIN}`],
  tenantType: 'AAD',
  assignedPlans: [],
  provisionedPlans: [],
  verifiedDomains: [{ capabilities: 'Email, OfficeCommunicationsOnline', isDefault: true, isInitial: true, name: DEMO_DOMAIN, type: 'Managed' }],
};

function list(request: GraphRequest): GraphResponse {
  onlyOptions(request, ['$select']);
  needScope(request, SCOPES.organization);
  return { status: 200, body: { '@odata.context': contextOf(request, 'organization'), value: [pick(ORGANIZATION, listOption(request, '$select'), 'organization')] } };
}

function get(request: GraphRequest, _tenant: Tenant, id: string): GraphResponse {
  onlyOptions(request, ['$select']);
  needScope(request, SCOPES.organization);
  if (id.toLowerCase() !== DEMO_TENANT_ID) throw new Refusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist.`);
  return { status: 200, body: { '@odata.context': contextOf(request, 'organization/$entity'), ...pick(ORGANIZATION, listOption(request, '$select'), 'organization') } };
}

export const ORGANIZATION_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/organization', handle: list },
  { method: 'GET', path: '/organization/{}', handle: get },
];
