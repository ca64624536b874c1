import { makeStyles, tokens } from '@fluentui/react-components';
import { contractEndOf, type ContractEnd, contractorRule } from '../../../shared/domain/contract';
import { displayText } from '../../../shared/domain/display-text';
import type { GrantFacts } from '../../../shared/domain/grant-facts';
import type { DeskRules } from '../../../shared/domain/rules';
import { Instant } from '../../ui/instant';
import { unreadText } from '../../ui/unread';

const FROM: Readonly<Record<ContractEnd['from'], string>> = { 'leave-date': 'the leave date in Entra', attribute: 'an attribute in Entra', group: 'a group’s name', 'desk-policy': 'the desk policy' };

const useStyles = makeStyles({ note: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' } });

/** An instant; null where none is on file or it could not be read. */
export function contractEndsAt({ person, contract }: GrantFacts, { contractors }: DeskRules): string | null {
  const end = contractEndOf(person.userPrincipalName, contract, contractors);
  return end.known && end.value !== null ? end.value.at : null;
}

/** Until when the contract runs, which nothing granted here outlives. Nothing for somebody without one. */
export function ContractNote({ facts, rules }: { readonly facts: GrantFacts; readonly rules: DeskRules }) {
  const styles = useStyles();
  const { person, contract } = facts;
  const end = contractEndOf(person.userPrincipalName, contract, rules.contractors);
  const { because } = contractorRule({ ...person, contract }, rules.contractors);
  if (end.known && end.value !== null) {
    return (
      <p className={styles.note}>
        Contract ends <Instant at={end.value.at} withAge /> (read from {FROM[end.value.from]}). Nothing granted here outlives it.
      </p>
    );
  }
  if (because === null) return null;
  return (
    <p className={styles.note}>
      Contractor ({displayText(because)}), and the end of the contract is {end.known ? 'not on file' : unreadText(end)}.
    </p>
  );
}
