/**
 * The roles of the directory: built-in ones under Microsoft's published template ids, and one custom role.
 *
 * The descriptions are ours; what a role may do within this tenant stands in `directory/roles.ts`.
 */
import { ROLE_TEMPLATES, type RoleName } from '../directory/roles';
import { guidOf } from '../ids';

export type RoleDefinition = {
  readonly id: string;
  readonly description: string;
  readonly displayName: string;
  readonly isBuiltIn: boolean;
  readonly isEnabled: boolean;
  readonly templateId: string;
  readonly version: string | null;
  readonly resourceScopes: readonly string[];
  readonly rolePermissions: readonly { readonly allowedResourceActions: readonly string[]; readonly condition: null }[];
};

const DESCRIPTIONS: Readonly<Record<RoleName, string>> = {
  'Application Administrator': 'Manages app registrations and enterprise applications.',
  'Application Developer': 'Registers applications.',
  'Authentication Administrator': 'Manages the authentication methods of people without an administrator role.',
  'Authentication Policy Administrator': 'Manages the policy for authentication methods.',
  'Billing Administrator': 'Manages purchases, subscriptions and invoices.',
  'Cloud Application Administrator': 'Manages app registrations and enterprise applications, without the application proxy.',
  'Cloud Device Administrator': 'Enables, disables and deletes devices in the directory.',
  'Compliance Administrator': 'Manages compliance settings and reports.',
  'Conditional Access Administrator': 'Manages Conditional Access.',
  'Directory Readers': 'Reads basic directory information.',
  'Directory Writers': 'Reads and writes basic directory information; meant for applications.',
  'Edge Administrator': 'Manages Microsoft Edge.',
  'Exchange Administrator': 'Manages Exchange Online.',
  'Exchange Recipient Administrator': 'Makes and changes recipients in Exchange Online.',
  'Fabric Administrator': 'Manages Fabric and Power BI.',
  'Global Administrator': 'Manages everything in the directory and the services that use it.',
  'Global Reader': 'Reads what a Global Administrator reads, and changes nothing.',
  'Groups Administrator': 'Manages groups and their settings.',
  'Guest Inviter': 'Invites guests.',
  'Helpdesk Administrator': 'Resets passwords of people without an administrator role.',
  'Hybrid Identity Administrator': 'Manages the links to an on-premises directory, and federation.',
  'Identity Governance Administrator': 'Manages access packages, reviews and privileged access to groups.',
  'Intune Administrator': 'Manages Intune.',
  'Knowledge Administrator': 'Manages knowledge, learning and topics.',
  'License Administrator': 'Assigns licences.',
  'Lifecycle Workflows Administrator': 'Manages lifecycle workflows.',
  'Message Center Reader': 'Reads the message centre.',
  'Office Apps Administrator': 'Manages the cloud settings of Office.',
  'Password Administrator': 'Resets passwords of people without an administrator role, and of other Password Administrators.',
  'Power Platform Administrator': 'Manages Power Apps, Power Automate and Dynamics 365.',
  'Printer Administrator': 'Manages printers and their connectors.',
  'Privileged Authentication Administrator': 'Manages the authentication methods of everybody, administrators included.',
  'Privileged Role Administrator': 'Manages who holds which role, and Privileged Identity Management.',
  'Reports Reader': 'Reads sign-in and audit reports.',
  'Search Administrator': 'Manages Microsoft Search.',
  'Security Administrator': 'Reads security information and manages the security services.',
  'Security Operator': 'Works on security events.',
  'Security Reader': 'Reads security information.',
  'Service Support Administrator': 'Reads service health and opens support tickets.',
  'SharePoint Administrator': 'Manages SharePoint Online.',
  'Teams Administrator': 'Manages Microsoft Teams.',
  'Teams Communications Administrator': 'Manages calling and meetings in Microsoft Teams.',
  'Usage Summary Reports Reader': 'Reads usage reports without names.',
  'User Administrator': 'Manages people and groups, and resets passwords of people without an administrator role.',
  'User Experience Success Manager': 'Reads product feedback and survey results.',
};

const builtIn = (displayName: RoleName): RoleDefinition => ({
  id: ROLE_TEMPLATES[displayName],
  description: DESCRIPTIONS[displayName],
  displayName,
  isBuiltIn: true,
  isEnabled: true,
  templateId: ROLE_TEMPLATES[displayName],
  version: '1',
  resourceScopes: ['/'],
  rolePermissions: [],
});

const CUSTOM_ID = guidOf(0, 'custom-role', 0);
/** Made in this tenant; its template id is its own. */
export const CUSTOM_ROLE: RoleDefinition = {
  id: CUSTOM_ID,
  description: 'Reads app registrations; made in this tenant.',
  displayName: 'Application Registration Reader',
  isBuiltIn: false,
  isEnabled: true,
  templateId: CUSTOM_ID,
  version: null,
  resourceScopes: ['/'],
  rolePermissions: [{ allowedResourceActions: ['microsoft.directory/applications/allProperties/read'], condition: null }],
};

export const ROLE_DEFINITIONS: readonly RoleDefinition[] = [...(Object.keys(ROLE_TEMPLATES) as readonly RoleName[]).map(builtIn), CUSTOM_ROLE];

const byId = new Map(ROLE_DEFINITIONS.map((definition) => [definition.id, definition]));

export function roleDefinition(id: string): RoleDefinition | undefined {
  return byId.get(id.toLowerCase());
}

/** Can be assigned for the members of an administrative unit; of the built-in roles only some can. Source: Entra, "Assign roles at administrative unit scope". */
const AT_UNIT_SCOPE = new Set<string>(
  ([
    'Authentication Administrator', 'Groups Administrator', 'Helpdesk Administrator', 'License Administrator', 'Password Administrator', 'Privileged Authentication Administrator', 'User Administrator',
  ] as const satisfies readonly RoleName[]).map((name) => ROLE_TEMPLATES[name]),
);

export function isAssignableAtUnit({ id, isBuiltIn }: RoleDefinition): boolean {
  return !isBuiltIn || AT_UNIT_SCOPE.has(id);
}
