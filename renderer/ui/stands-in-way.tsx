import { makeStyles, tokens } from '@fluentui/react-components';
import type { LimitProblem } from '../../shared/errors';
import { limitText, placeOf } from './limit-text';

const useStyles = makeStyles({
  root: { padding: '8px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusDangerBorder1}`, backgroundColor: tokens.colorStatusDangerBackground1, color: tokens.colorNeutralForeground1 },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, marginTop: '2px', overflowWrap: 'anywhere' },
});

/** What nothing in the form would change, said before somebody fills it in. The checks below it say it as well. */
export function StandsInWay({ title, problems }: { readonly title: string; readonly problems: readonly LimitProblem[] }) {
  const styles = useStyles();
  const lines = [...new Set(problems.filter((problem) => placeOf(problem) === 'person').map(limitText))];
  if (lines.length === 0) return null;
  return (
    <div className={styles.root} role="note" aria-label={title}>
      <p className={styles.title}>{title}</p>
      {lines.map((line) => (
        <p key={line} className={styles.line}>
          {line}
        </p>
      ))}
    </div>
  );
}
