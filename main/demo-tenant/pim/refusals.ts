/**
 * What PIM refuses with: all of it HTTP 400. Source: the codes from Graph's page on governanceRoleAssignmentRequest (the
 * same service behind); the bodies, and `ActiveDurationTooShort`, as seen in public.
 */
import { OldEnvelopeRefusal, Refusal } from '../protocol';

const refused = (code: string, message: string): Refusal => new Refusal(400, code, message);

export const roleNotFound = (): Refusal => refused('RoleNotFound', 'The role is not found.');
export const subjectNotFound = (): Refusal => refused('SubjectNotFound', 'The subject is not found.');
export const assignmentExists = (): Refusal => refused('RoleAssignmentExists', 'The Role assignment already exists.');
export const assignmentDoesNotExist = (): Refusal => refused('RoleAssignmentDoesNotExist', 'The Role assignment does not exist.');
export const pendingRequest = (): Refusal => refused('PendingRoleAssignmentRequest', 'There is already an existing pending Role assignment request.');
export const policyFailed = (rules: readonly string[]): Refusal => refused('RoleAssignmentRequestPolicyValidationFailed', `The following policy rules failed: ${JSON.stringify(rules)}`);
/** Also for a removal that comes too early: seen for one's own deactivation; for an administrator's no code is documented. */
export const tooShort = (): Refusal => refused('ActiveDurationTooShort', 'The active duration is too short. An assignment lasts at least five minutes.');

/** Documented for `roleAssignments`, in the older envelope; PIM is taken to answer the same. */
export const notAtThisScope = (): Refusal => new OldEnvelopeRefusal(400, 'Request_BadRequest', 'The given built-in role is not supported to be assigned to a single resource scope.');
