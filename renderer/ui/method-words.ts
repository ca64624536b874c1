import type { RegisteredMethod } from '../../shared/domain/person';

/** The names people meet in Microsoft's own pages. */
export const METHOD_WORDS: Readonly<Record<RegisteredMethod['type'], string>> = {
  password: 'Password',
  phone: 'Phone',
  email: 'Email',
  authenticator: 'Microsoft Authenticator',
  fido2: 'FIDO2 security key',
  'windows-hello': 'Windows Hello for Business',
  'software-oath': 'Authenticator app (OATH)',
  'hardware-oath': 'Hardware token (OATH)',
  passkey: 'Passkey',
  'platform-credential': 'Platform credential',
  'temporary-access-pass': 'Temporary Access Pass',
  other: 'Another method',
};
