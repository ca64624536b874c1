/** Finding what one may grant, and what one may not. Pure. */
import type { GrantOption } from '../../../shared/domain/grant-facts';
import { type GrantRules, NEVER_BY_DEFAULT } from '../../../shared/domain/grant-rules';

/** Fewer characters would name half of what is never granted. */
const NEVER_FROM = 3;

/** Every word must begin a word of the name or stand in the description. */
export function matching(catalogue: readonly GrantOption[], query: string): readonly GrantOption[] {
  const words = wordsOf(query);
  return catalogue.filter(({ displayName, description }) => {
    const name = displayName.toLowerCase();
    const about = description.toLowerCase();
    return words.every((word) => name.includes(word) || about.includes(word));
  });
}

/** Names of roles that this desk never grants and that somebody is looking for, also by id. */
export function neverMatching({ never, roles }: Pick<GrantRules, 'never' | 'roles'>, query: string): readonly string[] {
  const words = wordsOf(query);
  if (words.join(' ').length < NEVER_FROM) return [];
  return never.flatMap((each) => {
    const id = each.toLowerCase();
    const name = NEVER_BY_DEFAULT[id] ?? roles.find(({ role }) => role.toLowerCase() === id)?.name;
    if (name !== undefined && words.every((word) => name.toLowerCase().includes(word))) return [name];
    return id === query.trim().toLowerCase() ? [id] : [];
  });
}

function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/u).filter((word) => word !== '');
}
