import { makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { Tag } from '../../ui/tag';
import { leftText } from '../../ui/time-text';
import { useTicking } from '../../ui/use-ticking';
import type { Step, Target } from './revoke-run';
import { isOver, stepText } from './step-text';

type Props = {
  readonly targets: readonly Target[];
  readonly steps: ReadonlyMap<string, Step>;
  /** Empty while it goes on. */
  readonly summary: string;
};

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px' },
  line: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  summary: { fontWeight: tokens.fontWeightSemibold },
  scroll: { maxHeight: '46vh', overflowY: 'auto', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke2}`, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
  cell: { padding: '6px 10px', textAlign: 'start', verticalAlign: 'top', fontWeight: 'inherit', overflowWrap: 'anywhere', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  person: { width: '42%' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Each person's state, as it changes. */
export function RevokeProgress({ targets, steps, summary }: Props) {
  const styles = useStyles();
  const over = [...steps.values()].filter(isOver).length;
  return (
    <div className={styles.root}>
      <p className={mergeClasses(styles.line, summary !== '' && styles.summary)}>{summary || `${over} of ${targets.length} done. Cancelling stops before the next person.`}</p>
      <ProgressBar aria-label="Progress" value={over} max={targets.length} />
      <div className={styles.scroll} role="region" aria-label="Results, may scroll" tabIndex={0}>
        <table className={styles.table} aria-label="Results">
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Person</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {targets.map(({ personId, displayName, userPrincipalName }) => (
              <tr key={personId}>
                <th scope="row" className={mergeClasses(styles.cell, styles.person)}>
                  <bdi>{displayText(displayName)}</bdi>
                  <div className={styles.quiet}>{displayText(userPrincipalName)}</div>
                </th>
                <td className={styles.cell}>
                  <StepState step={steps.get(personId) ?? { state: 'waiting' }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function StepState({ step }: { readonly step: Step }) {
  const styles = useStyles();
  const { words, more, tone } = stepText(step);
  const rest = useTicking((now) => (step.state === 'pausing' ? ` in ${leftText(new Date(step.until), now)}` : ''));
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {more !== '' && (
        <div className={styles.quiet}>
          {more}
          {rest}
        </div>
      )}
    </>
  );
}
