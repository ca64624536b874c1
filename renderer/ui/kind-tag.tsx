import type { PersonKind } from '../../shared/domain/person';
import { Tag } from './tag';

export const KIND_WORDS: Readonly<Record<PersonKind, string>> = {
  member: 'Member',
  'internal-guest': 'Internal guest',
  'external-guest': 'External guest',
  'external-member': 'External member',
};

/** Whose credentials these are. An external account cannot get a pass here, so it stands out. */
export function KindTag({ kind }: { readonly kind: PersonKind }) {
  return <Tag tone={kind.startsWith('external') ? 'warning' : 'neutral'}>{KIND_WORDS[kind]}</Tag>;
}
