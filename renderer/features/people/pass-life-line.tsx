import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { PassLife } from '../../../shared/domain/pass-life';
import { Instant } from '../../ui/instant';
import { lifeSteps } from './life-steps';

const useStyles = makeStyles({
  root: { display: 'grid', gap: '6px', paddingTop: '10px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  heading: { margin: 0, fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  steps: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(126px, 1fr))', gap: '10px 12px' },
  step: { borderTop: `3px dotted ${tokens.colorNeutralStrokeAccessible}`, paddingTop: '4px', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, overflowWrap: 'break-word' },
  done: { borderTopStyle: 'solid', borderTopColor: tokens.colorStatusSuccessBorder2 },
  unknown: { borderTopStyle: 'dashed', borderTopColor: tokens.colorStatusWarningBorder2 },
  name: { fontWeight: tokens.fontWeightSemibold },
  note: { color: tokens.colorNeutralForeground3 },
});
const STATE = { done: '', open: ' (not yet)', 'not-known': ' (not known)' } as const;

type Props = { readonly life: PassLife; /** False: the pass in Entra now is another one, or there is none. */ readonly isCurrent: boolean };

/** What became of the newest pass this desk issued. Solid line: happened; dotted: not yet; dashed: not known. */
export function PassLifeLine({ life, isCurrent }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <h4 className={styles.heading}>{isCurrent ? 'Life of this pass' : 'The last pass issued from this desk'}</h4>
      <ol className={styles.steps} aria-label="Life of the pass">
        {lifeSteps(life).map(({ name, state, at, note }) => (
          <li key={name} className={mergeClasses(styles.step, state === 'done' && styles.done, state === 'not-known' && styles.unknown)}>
            <span className={styles.name}>{name}</span>
            <span className="visually-hidden">{STATE[state]}</span>
            {at !== null && (
              <div>
                <Instant at={at} />
              </div>
            )}
            <div className={styles.note}>{note}</div>
          </li>
        ))}
      </ol>
    </div>
  );
}
