import { makeStyles, tokens } from '@fluentui/react-components';
import { memo, useMemo, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { PreflightLineId } from '../../../shared/domain/rules';
import type { PlanRow, RunPlan } from '../../../shared/domain/run';
import { PersonName } from '../../ui/list/person-name';
import { Tag } from '../../ui/tag';
import { instantText, minutesInWords, zonedText, zoneName } from '../../ui/time-text';
import { whyLeftOut } from './plan-reasons';
import { ZONE_FROM } from './run-words';
import { VirtualTable, type VirtualRowProps } from './virtual-table';
import { useTableStyles } from './table-styles';

type Props = { readonly plan: RunPlan; readonly acknowledged: readonly PreflightLineId[] };

const useStyles = makeStyles({ reasons: { margin: 0, padding: 0, listStyleType: 'none' }, line: { display: 'block' }, quiet: { color: tokens.colorNeutralForeground3 } });

const HEADS = {
  issue: [{ name: 'Person', width: '24%' }, { name: 'Start', width: '24%' }, { name: 'Pass', width: '18%' }, { name: 'Outcome', width: null }],
  revoke: [{ name: 'Person', width: '30%' }, { name: 'Pass', width: '24%' }, { name: 'Outcome', width: null }],
  'end-access': [{ name: 'Person', width: '40%' }, { name: 'Outcome', width: null }],
} as const;

/** Everybody of the dry run. Only rows in sight are drawn. */
export function PlanTable({ plan: { kind, rows }, acknowledged }: Props) {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const keys = useMemo(() => rows.map(({ personId }) => personId), [rows]);
  return (
    <VirtualTable
      name="Dry run"
      heads={HEADS[kind]}
      keys={keys}
      activeKey={activeKey}
      onActive={setActiveKey}
      row={(at, given) => {
        const row = rows[at];
        return row && <PlanTableRow row={row} kind={kind} acknowledged={acknowledged} {...given} />;
      }}
    />
  );
}

type RowProps = VirtualRowProps & { readonly row: PlanRow; readonly kind: RunPlan['kind']; readonly acknowledged: readonly PreflightLineId[] };

const PlanTableRow = memo(function PlanTableRow({ row, kind, acknowledged, at, isActive }: RowProps) {
  const styles = useTableStyles();
  return (
    <tr className={styles.row} tabIndex={isActive ? 0 : -1} aria-rowindex={at + 2} data-row={row.personId}>
      <th scope="row" className={styles.person}>
        <PersonName person={row} />
        {row.line !== null && <div className={styles.quiet}>Line {row.line} of the list</div>}
      </th>
      {kind === 'issue' && (
        <td className={styles.cell}>
          <Start row={row} />
        </td>
      )}
      {kind !== 'end-access' && (
        <td className={styles.cell}>
          <PassCell row={row} kind={kind} />
        </td>
      )}
      <td className={styles.cell}>
        <Outcome row={row} acknowledged={acknowledged} />
      </td>
    </tr>
  );
});

/** In the person's zone, and in the operator's where that is another. */
function Start({ row: { startDateTime, timeZone, zoneFrom } }: { readonly row: PlanRow }) {
  const styles = useStyles();
  if (startDateTime === null) return <>At once</>;
  const start = new Date(startDateTime);
  const from = zoneFrom === null ? '' : ZONE_FROM[zoneFrom];
  return (
    <>
      {timeZone !== null && timeZone !== zoneName && (
        <span className={styles.line}>
          {zonedText(start, timeZone)} ({displayText(timeZone)})
        </span>
      )}
      <span className={styles.line}>
        {timeZone !== null && timeZone !== zoneName ? 'For you ' : ''}
        {instantText(start)}
      </span>
      {from !== '' && <span className={styles.quiet}>{timeZone === zoneName ? `${zoneName}, ${from}` : from}</span>}
    </>
  );
}

function PassCell({ row, kind }: { readonly row: PlanRow; readonly kind: RunPlan['kind'] }) {
  const styles = useStyles();
  const ends = row.passExpiresAt === null ? '' : instantText(new Date(row.passExpiresAt));
  if (kind === 'revoke') return <>{row.passId === null ? 'None' : ends === '' ? 'There is one' : `Would end ${ends}`}</>;
  return (
    <>
      {row.lifetimeInMinutes !== null && <span className={styles.line}>{minutesInWords(row.lifetimeInMinutes)}{row.isUsableOnce === null ? '' : row.isUsableOnce ? ', once' : ', many times'}</span>}
      {row.passId !== null && <span className={styles.quiet}>Replaces the one that {ends === '' ? 'is there' : `ends ${ends}`}</span>}
    </>
  );
}

function Outcome({ row, acknowledged }: { readonly row: PlanRow; readonly acknowledged: readonly PreflightLineId[] }) {
  const styles = useStyles();
  const why = whyLeftOut(row, acknowledged);
  if (why.length === 0) return <Tag tone="success">Taken</Tag>;
  return (
    <>
      <Tag tone="warning">Left out</Tag>
      <ul className={styles.reasons}>
        {why.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </>
  );
}
