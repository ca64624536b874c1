import { makeStyles, tokens } from '@fluentui/react-components';
import type { DeskRules } from '../../../shared/domain/rules';
import { Card } from '../../ui/card';
import { catalogueRows, contractorRows, grantRows, neverNames, templateRows } from './rule-rows';
import { RulesTable } from './rules-table';

const useStyles = makeStyles({
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  never: { margin: 0, paddingInlineStart: '20px', columnWidth: '260px', lineHeight: tokens.lineHeightBase300 },
});

/** What may be granted for a time, what never, and who counts as a contractor. */
export function GrantLimits({ rules }: { readonly rules: DeskRules }) {
  const styles = useStyles();
  const never = neverNames(rules.grants);
  return (
    <>
      <Card name="What may be granted">
        <p className={styles.text}>
          Nothing else is offered or sent. These are guard rails of this tool: Entra has no role that may assign some roles only, so somebody with the same role and another tool is not held by them. PIM’s own rules hold as well, and the tighter one counts.
        </p>
        <RulesTable name="What may be granted" rows={catalogueRows(rules.grants)} />
        <RulesTable name="Rules for grants" rows={grantRows(rules.grants)} />
      </Card>
      <Card name="Never granted">
        <p className={styles.text}>{never.length === 0 ? 'The desk policy names no role that is never granted.' : 'Refused in the form and again before anything is sent, whatever else the desk policy says. Enforced by this tool.'}</p>
        {never.length > 0 && (
          <ul className={styles.never} aria-label="Roles that are never granted">
            {never.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
      </Card>
      <Card name="Templates for grants">
        <RulesTable name="Templates for grants" rows={templateRows(rules.grants)} />
      </Card>
      <Card name="Who counts as a contractor">
        <p className={styles.text}>Whoever meets one of these is a contractor. Entra does not know the contract: that nothing outlives it is enforced by this tool alone.</p>
        <RulesTable name="Who counts as a contractor" rows={contractorRows(rules.contractors)} />
      </Card>
    </>
  );
}
