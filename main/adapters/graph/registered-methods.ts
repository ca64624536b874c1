/**
 * The authentication methods a person has registered. The collection is polymorphic and takes no query options, so the
 * type comes from `@odata.type` and only named properties are kept: no secret that Graph might ever put there passes.
 * Phone numbers arrive masked unless the operator's role may see them. Source: Graph v1.0, authentication methods.
 */
import { z } from 'zod';
import type { RegisteredMethod } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import { pathSegment } from './odata';
import { text } from './person-row';

/** An instant that merely decorates: unreadable counts as absent, not as a broken answer. */
const instant = z.iso.datetime({ offset: true }).nullish().catch(null);

const Method = z.object({
  '@odata.type': text,
  id: z.string().min(1),
  displayName: text,
  phoneNumber: text,
  phoneType: text,
  emailAddress: text,
  deviceTag: text,
  model: text,
  createdDateTime: instant,
  /** The documentation's own examples spell it so for FIDO2 keys. */
  creationDateTime: instant,
});

const TYPES: Readonly<Record<string, RegisteredMethod['type']>> = {
  passwordAuthenticationMethod: 'password',
  phoneAuthenticationMethod: 'phone',
  emailAuthenticationMethod: 'email',
  microsoftAuthenticatorAuthenticationMethod: 'authenticator',
  fido2AuthenticationMethod: 'fido2',
  windowsHelloForBusinessAuthenticationMethod: 'windows-hello',
  softwareOathAuthenticationMethod: 'software-oath',
  hardwareOathAuthenticationMethod: 'hardware-oath',
  platformCredentialAuthenticationMethod: 'platform-credential',
  temporaryAccessPassAuthenticationMethod: 'temporary-access-pass',
};

export function methodsRead(personId: string): BatchRead {
  return { path: `/users/${pathSegment(personId)}/authentication/methods` };
}

export async function methodsOf(graph: Graph, answer: Answer): Promise<Result<readonly RegisteredMethod[], AppError>> {
  const methods = await collect(graph, answer, Method, { feature: 'methods', what: 'person', effect: 'read' }, { features: ['people'] });
  return methods.ok ? ok(methods.value.map(registeredMethod)) : methods;
}

function registeredMethod(method: z.output<typeof Method>): RegisteredMethod {
  const type = method['@odata.type']?.replace(/^#?microsoft\.graph\./, '') ?? '';
  const { phoneNumber, phoneType, emailAddress, displayName, model, deviceTag } = method;
  const phone = phoneNumber === null ? null : [phoneNumber, phoneType].filter(Boolean).join(', ');
  return {
    id: method.id,
    type: (Object.hasOwn(TYPES, type) ? TYPES[type] : undefined) ?? 'other',
    detail: phone ?? emailAddress ?? displayName ?? model ?? deviceTag ?? '',
    createdDateTime: method.createdDateTime ?? method.creationDateTime ?? null,
  };
}
