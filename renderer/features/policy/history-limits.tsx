import { makeStyles, tokens } from '@fluentui/react-components';
import type { DeskRules } from '../../../shared/domain/rules';
import { Card } from '../../ui/card';
import { alertRows, auditorRows, historyRows, journalRows } from './history-rows';
import { RulesTable } from './rules-table';

const useStyles = makeStyles({ text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' } });

/** What is recorded, what is a finding, who is told, and who reads only. */
export function HistoryLimits({ rules }: { readonly rules: DeskRules }) {
  const styles = useStyles();
  return (
    <>
      <Card name="Journal and history">
        <p className={styles.text}>
          Entra knows nothing of the journal and forgets its own logs after a while: what holds here is enforced by this tool alone. A finding refuses nothing; it shows what to look at.
        </p>
        <RulesTable name="Journal" rows={journalRows(rules.journal)} />
        <RulesTable name="History and findings" rows={historyRows(rules.history)} />
      </Card>
      <Card name="Alerts">
        <p className={styles.text}>Where alerts go, by the name that the desk policy gives. Addresses and secrets are not shown. How each is doing stands in the settings.</p>
        <RulesTable name="Alerts" rows={alertRows(rules.alerts)} />
      </Card>
      <Card name="Auditors">
        <p className={styles.text}>Enforced by this tool, which asks Entra for no permission to write in such a session. A role that issues still works in another tool.</p>
        <RulesTable name="Auditors" rows={auditorRows(rules.auditors)} />
      </Card>
    </>
  );
}
