import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { AppError } from '../../../shared/errors';
import type { PolicyReport } from '../../../shared/ipc/contract';
import { type DeskRules, RULED_LINES } from '../../../shared/domain/rules';
import { Fact } from '../../ui/fact';
import { Failure } from '../../ui/failure';
import { LINE_WORDS } from '../../ui/preflight-words';
import { minutesInWords } from '../../ui/time-text';
import { unreadText } from '../../ui/unread';
import { Card } from '../../ui/card';
import { GrantLimits } from './grant-limits';
import { HistoryLimits } from './history-limits';
import { limitRows } from './limit-rows';
import { LimitsTable } from './limits-table';
import { RunLimits } from './run-limits';

const useStyles = makeStyles({
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  file: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere', userSelect: 'all' },
  facts: { display: 'grid', gridTemplateColumns: 'minmax(110px, 28%) minmax(0, 1fr)', gap: '6px 12px', margin: 0 },
  bad: { margin: 0, fontWeight: tokens.fontWeightSemibold },
});

/** What this desk allows, where that is written, and who enforces it. */
export function DeskLimits({ report }: { readonly report: PolicyReport }) {
  const { desk } = report;
  if (desk.state === 'broken') return <BrokenPolicy file={desk.file} error={desk.error} />;
  return (
    <>
      <Limits report={report} rules={desk.rules} file={desk.file} isDefault={desk.isDefault} />
      <Presets rules={desk.rules} />
      <GrantLimits rules={desk.rules} />
      <RunLimits rules={desk.rules} />
      <HistoryLimits rules={desk.rules} />
      <NotChecked rules={desk.rules} />
    </>
  );
}

function BrokenPolicy({ file, error }: { readonly file: string; readonly error: AppError }) {
  const styles = useStyles();
  return (
    <Card name="Limits">
      <p className={styles.bad}>The desk policy cannot be used, so nothing can be issued. People, passes and the history can be read, and passes can be revoked.</p>
      {error.kind === 'desk-policy-broken' ? (
        <>
          <dl className={styles.facts}>
            <Fact term="File">
              <span className={styles.file}>{file}</span>
            </Fact>
            <Fact term="Place">
              line {error.line}, column {error.column}
            </Fact>
            <Fact term="Rule">{displayText(error.rule)}</Fact>
            <Fact term="Problem">{displayText(error.problem, 300)}</Fact>
          </dl>
          <p className={styles.text}>An administrator corrects the file; then start Tapdesk again.</p>
        </>
      ) : (
        <Failure error={error} />
      )}
    </Card>
  );
}

type LimitsProps = { readonly report: PolicyReport; readonly rules: DeskRules; readonly file: string; readonly isDefault: boolean };

function Limits({ report: { tenant, operatorGroup }, rules, file, isDefault }: LimitsProps) {
  const styles = useStyles();
  const group = operatorGroup.known ? (rules.operatorGroups.find(({ name }) => name === operatorGroup.value) ?? null) : null;
  return (
    <Card name="Limits">
      <p className={styles.text}>
        {isDefault ? 'No desk policy is in place, so the built-in defaults hold. An administrator would put one here: ' : 'From the desk policy, with built-in defaults where it is silent: '}
        <span className={styles.file}>{file}</span>
      </p>
      <p className={styles.text}>{groupText(rules, operatorGroup)}</p>
      <p className={styles.text}>
        “Entra” refuses beyond the limit whatever tool is used. “This tool” is a guard rail of Tapdesk: somebody with the same role and another tool is not held by it. Lifetimes are the tightest of both
        {tenant.known ? '.' : '; the tenant’s policy could not be read, so Entra may be tighter than it says here.'}
      </p>
      <LimitsTable rows={limitRows(rules, group, tenant)} />
    </Card>
  );
}

function groupText(rules: DeskRules, operatorGroup: PolicyReport['operatorGroup']): string {
  if (rules.operatorGroups.length === 0) return 'The limits are the same for all operators.';
  if (!operatorGroup.known) return `Your groups were ${unreadText(operatorGroup)}. The limits of a group may differ from those shown here.`;
  return operatorGroup.value === null ? 'You are in none of the policy’s operator groups, so the limits for everyone hold.' : `Yours are those of the operator group ${displayText(operatorGroup.value)}.`;
}

function Presets({ rules }: { readonly rules: DeskRules }) {
  const styles = useStyles();
  return (
    <Card name="Presets">
      <dl className={styles.facts}>
        {rules.scenarios.map(({ id, name, lifetimeInMinutes, isUsableOnce, signsInMoreThanOnce }) => (
          <Fact key={id} term={displayText(name)}>
            {minutesInWords(lifetimeInMinutes)}, usable {isUsableOnce ? 'once' : 'many times'}
            {signsInMoreThanOnce === true && '; the person signs in more than once'}
          </Fact>
        ))}
      </dl>
      <p className={styles.text}>A preset fills in the form; the limits above still hold.</p>
    </Card>
  );
}

function NotChecked({ rules }: { readonly rules: DeskRules }) {
  const styles = useStyles();
  return (
    <Card name="What could not be checked">
      <p className={styles.text}>When your role does not let Tapdesk check something before a pass is issued or a role granted:</p>
      <dl className={styles.facts}>
        {RULED_LINES.map((line) => (
          <Fact key={line} term={LINE_WORDS[line]}>
            {rules.notChecked[line] === 'refuse' ? 'nothing is issued or granted' : 'the operator may go on if they say so, and the journal keeps it'}
          </Fact>
        ))}
      </dl>
    </Card>
  );
}
