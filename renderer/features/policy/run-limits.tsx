import { makeStyles, tokens } from '@fluentui/react-components';
import type { DeskRules } from '../../../shared/domain/rules';
import { Card } from '../../ui/card';
import { RulesTable } from './rules-table';
import { runRows } from './run-rows';

const useStyles = makeStyles({ text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' } });

/** What holds when one act is done for many people. */
export function RunLimits({ rules }: { readonly rules: DeskRules }) {
  const styles = useStyles();
  return (
    <Card name="Runs">
      <p className={styles.text}>
        One act for many people, such as passes for all who start on Monday. Entra knows nothing of runs: these limits are enforced by this tool alone. A time zone in a list of people comes before those here; of several that fit, the first holds.
      </p>
      <RulesTable name="Runs" rows={runRows(rules.runs)} />
    </Card>
  );
}
