import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { PreflightLineId } from '../../../shared/domain/rules';
import type { RunPlan } from '../../../shared/domain/run';
import { instantText } from '../../ui/time-text';
import { reasonsOf, type LeftOutReason } from './plan-reasons';
import { PlanTable } from './plan-table';
import { outlookText, people, questionText } from './run-words';

type Props = {
  readonly plan: RunPlan;
  readonly taken: number;
  readonly acknowledged: readonly PreflightLineId[];
  readonly onAnswer: (line: PreflightLineId, isOn: boolean) => void;
};

/** Names shown of one reason before the rest is counted. */
const NAMED = 100;

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  outlook: { margin: 0, fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  group: { display: 'grid', padding: '8px 12px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1 },
  reasons: { display: 'grid', gap: '4px', margin: '4px 0 0', padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  summary: { cursor: 'pointer', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  count: { fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
  names: { margin: '4px 0 4px 18px', color: tokens.colorNeutralForeground2 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** What would happen to everybody, why not to some, and what can be answered for all who have the same question. */
export function PlanReview({ plan, taken, acknowledged, onAnswer }: Props) {
  const styles = useStyles();
  const reasons = useMemo(() => reasonsOf(plan.rows, acknowledged), [plan, acknowledged]);
  return (
    <div className={styles.root}>
      <p className={styles.outlook}>{outlookText(plan.kind, taken, plan.rows.length - taken)}</p>
      {plan.questions.length > 0 && (
        <div className={styles.group} role="group" aria-label="Questions">
          <h3 className={styles.title}>Answered once for everybody who has the same question</h3>
          {plan.questions.map(({ line, people: count }) => (
            <Checkbox key={line} label={questionText(line, count)} checked={acknowledged.includes(line)} onChange={(_, data) => onAnswer(line, data.checked === true)} />
          ))}
        </div>
      )}
      {reasons.length > 0 && (
        <section aria-label="Why some are left out">
          <h3 className={styles.title}>Why some are left out</h3>
          <ul className={styles.reasons}>
            {reasons.map((reason) => (
              <Reason key={reason.words} reason={reason} />
            ))}
          </ul>
        </section>
      )}
      <PlanTable plan={plan} acknowledged={acknowledged} />
      <p className={styles.quiet}>What was checked holds until {instantText(new Date(plan.validUntil))}; after that it takes a new dry run. Each person is looked at once more just before their turn.</p>
    </div>
  );
}

function Reason({ reason: { words, names } }: { readonly reason: LeftOutReason }) {
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const more = names.length - NAMED;
  return (
    <li>
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <span className={styles.count}>{people(names.length)}</span>: {words}
        </summary>
        {isOpen && (
          <p className={styles.names}>
            {names.slice(0, NAMED).map((name) => displayText(name)).join(', ')}
            {more > 0 && ` and ${more} more: look for them in the table`}
          </p>
        )}
      </details>
    </li>
  );
}
