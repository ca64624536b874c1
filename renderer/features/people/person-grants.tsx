import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { type GrantRow, isTimeBound } from '../../../shared/domain/grant';
import type { AppError } from '../../../shared/errors';
import type { Output } from '../../../shared/ipc/contract';
import { Failure } from '../../ui/failure';
import { GrantSources, isEverythingRead } from '../../ui/grant-sources';
import { endText, HOW_WORDS, ORIGIN_WORDS, PHASE_WORDS, phaseOf, restText, scopeText, targetText } from '../../ui/grant-text';
import { Instant } from '../../ui/instant';
import { Tag } from '../../ui/tag';
import { instantText } from '../../ui/time-text';
import { useTicking } from '../../ui/use-ticking';

export type GrantAct = 'end' | 'extend' | 'end-task';

type Props = {
  readonly read: Output<'grants.of'> | undefined;
  readonly error: AppError | null;
  readonly onRetry: () => void;
  readonly onAct: (act: GrantAct, row: GrantRow) => void;
};

const useStyles = makeStyles({
  card: { display: 'grid', gap: '10px', padding: '16px 20px', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, boxShadow: tokens.shadow2 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  none: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '10px' },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: '4px 12px', paddingTop: '8px', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  what: { flexGrow: 1, flexBasis: '260px', minWidth: 0, overflowWrap: 'anywhere' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 8px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  rest: { fontVariantNumeric: 'tabular-nums' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  warn: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
});

/** What the person holds or will hold through PIM: with an end, without one, and through groups. */
export function PersonGrants({ read, error, onRetry, onAct }: Props) {
  const styles = useStyles();
  return (
    <section className={styles.card} aria-labelledby="person-grants">
      <h3 className={styles.heading} id="person-grants">
        Grants
      </h3>
      {error && <Failure error={error} onRetry={onRetry} />}
      {!read && !error && <p className={styles.quiet}>Reading…</p>}
      {read && <GrantSources sources={read.sources} />}
      {read?.rows.length === 0 && <p className={styles.none}>{isEverythingRead(read.sources) ? 'No grants' : 'No grants in what could be read'}</p>}
      {read && read.rows.length > 0 && (
        <ul className={styles.list} role="list">
          {read.rows.map((row) => (
            <GrantOfPerson key={`${row.how} ${row.target.kind} ${row.scheduleId}`} row={row} onAct={onAct} />
          ))}
        </ul>
      )}
      {read && (
        <p className={styles.quiet}>
          Read <Instant at={read.readAt} withAge />
        </p>
      )}
    </section>
  );
}

function GrantOfPerson({ row, onAct }: { readonly row: GrantRow; readonly onAct: Props['onAct'] }) {
  const styles = useStyles();
  const phase = useTicking((now) => phaseOf(row, now));
  const rest = useTicking((now) => restText(row, now));
  const what = targetText(row);
  const canEnd = isTimeBound(row) && row.endsEarlyAt === null;
  const details = [
    HOW_WORDS[row.how],
    scopeText(row),
    row.assignment === 'activated' && 'activated by the person',
    row.endDateTime === null ? 'no end' : `until ${endText(row.endDateTime)}`,
    row.ticket !== '' && `ticket ${displayText(row.ticket)}`,
    row.by !== '' && `by ${displayText(row.by)}`,
    row.origin === 'unknown' ? 'where it was made is not known' : `made in: ${ORIGIN_WORDS[row.origin].toLowerCase()}`,
  ].filter((part) => part !== false);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div className={styles.head}>
          <bdi className={styles.name}>{what}</bdi>
          <Tag tone={PHASE_WORDS[phase].tone}>{PHASE_WORDS[phase].words}</Tag>
          {rest !== '' && <span className={styles.rest}>{rest}</span>}
        </div>
        <div className={styles.quiet}>{details.join(' · ')}</div>
        {row.reason !== '' && <div className={styles.quiet}>{displayText(row.reason, 200)}</div>}
        {row.endsEarlyAt !== null && <div className={styles.warn}>To be ended {instantText(new Date(row.endsEarlyAt))}, as soon as PIM takes the removal</div>}
      </div>
      <div className={styles.buttons}>
        {canEnd && (
          <>
            <Button size="small" aria-label={`End ${what}`} onClick={() => onAct('end', row)}>
              End…
            </Button>
            <Button size="small" aria-label={`Extend ${what}`} onClick={() => onAct('extend', row)}>
              Extend…
            </Button>
          </>
        )}
        {row.taskId !== '' && (
          <Button size="small" aria-label={`End the task of ${what}`} onClick={() => onAct('end-task', row)}>
            End task…
          </Button>
        )}
      </div>
    </li>
  );
}
