import { useMemo } from 'react';
import type { RunRow } from '../../../shared/domain/run';
import { RowCheck } from '../../ui/list/row-check';
import { useStable } from '../../ui/use-stable';
import { ResultRow, type RowAct } from './result-row';
import { maySelect, type RunFilter, type RunNow, shownIn } from './run-state';
import { VirtualTable } from './virtual-table';

/** What is looked at and chosen in the table. */
export type RunChoice = { readonly filter: RunFilter; readonly selected: ReadonlySet<string>; /** Where the keyboard is. */ readonly activeId: string | null };

type Props = {
  readonly run: RunNow;
  readonly choice: RunChoice;
  readonly onChoice: (change: Partial<RunChoice>) => void;
  /** Null where passcodes of this run may not be read aloud, or while another act is on its way. */
  readonly onHandOver: ((row: RunRow) => void) | null;
};

const HEADS = [{ name: 'Person', width: '28%' }, { name: 'State', width: null }];
const PASS_HEADS = [{ name: 'Person', width: '25%' }, { name: 'State', width: null }, { name: 'Pass', width: '19%' }, { name: 'Passcode', width: '22%' }];

/** Each person's state, the reason where something was not done, and where the passcode is. */
export function ResultsTable({ run, choice: { filter, selected, activeId }, onChoice, onHandOver }: Props) {
  const isIssue = run.head.kind === 'issue';
  const keys = useMemo(() => shownIn(run, filter), [run, filter]);
  const held = useMemo(() => keys.filter((id) => run.rows.get(id)?.delivery === 'held'), [keys, run]);
  const select = (ids: readonly string[], isOn: boolean) => onChoice({ selected: new Set(isOn ? [...selected, ...ids] : [...selected].filter((id) => !ids.includes(id))) });
  const act = useStable((what: RowAct, row: RunRow) => {
    if (what === 'select' && maySelect(row)) select([row.personId], !selected.has(row.personId));
    else if (what === 'hand-over' && row.delivery === 'held') onHandOver?.(row);
  });
  const onKey = (key: string, at: number) => {
    const row = run.rows.get(keys[at] ?? '');
    if (row === undefined || !maySelect(row) || (key !== ' ' && key !== 'Enter')) return false;
    act(key === ' ' ? 'select' : 'hand-over', row);
    return true;
  };
  const all = (
    <RowCheck
      label="Select all shown whose passcode nobody has"
      isTabStop
      isDisabled={held.length === 0}
      isChecked={held.length > 0 && held.every((id) => selected.has(id))}
      onChange={(isOn) => select(held, isOn)}
    />
  );
  return (
    <VirtualTable
      name="Results"
      heads={isIssue ? [{ name: 'Selected', width: '34px', content: all }, ...PASS_HEADS] : HEADS}
      keys={keys}
      activeKey={activeId}
      onActive={(id) => onChoice({ activeId: id })}
      keysText={isIssue ? 'Arrow keys move from row to row. Space selects, Enter hands over, where nobody has the passcode yet.' : 'Arrow keys move from row to row.'}
      onKey={onKey}
      row={(_, given) => {
        const row = run.rows.get(keys[given.at] ?? '');
        return row && <ResultRow row={row} isIssue={isIssue} isSelected={selected.has(row.personId)} mayHandOver={onHandOver !== null} onAct={act} {...given} />;
      }}
    />
  );
}
