import { makeStyles, Select, ToggleButton } from '@fluentui/react-components';
import { useState } from 'react';
import { FINDING_KINDS, LINE_KINDS, LINE_RESULTS, type LineKind, type LineResult, LineUse } from '../../../shared/domain/history/history-line';
import { FINDING_WORDS, KINDS_WORDS, RESULT_WORDS, USE_WORDS } from '../../../shared/domain/history/words';
import { type Tier, TIERS } from '../../../shared/domain/limits';
import { TIER_WORDS } from '../../ui/tier-text';
import { MoreFilters } from './more-filters';
import { PeriodField } from './period-field';
import type { LineFilter, Wanted } from './wanted';

type Props = {
  readonly wanted: Wanted;
  readonly now: Date;
  readonly timeZone: string;
  readonly onWanted: (wanted: Wanted) => void;
};

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  // All of them side by side in an ordinary window, sharing what room there is.
  choice: { flex: '1 1 140px', minWidth: '140px', maxWidth: '190px' },
  more: { minWidth: '64px' },
});

const BOTH: readonly LineKind[] = ['pass', 'grant'];
/** A value that no kind has. */
const SEVERAL = 'several';
const kindValue = (kinds: readonly LineKind[]): string => (kinds.length === 0 ? '' : kinds.length === 1 ? (kinds[0] ?? '') : BOTH.every((kind) => kinds.includes(kind)) && kinds.length === 2 ? BOTH.join(' ') : SEVERAL);

/** What is shown: of which time, of which kind, and how it came out. What is asked for less often unfolds. */
export function FilterBar({ wanted, now, timeZone, onWanted }: Props) {
  const styles = useStyles();
  const { lines } = wanted;
  const hasMore = lines.operatorId !== null || lines.scenario !== null || lines.ticket !== '' || lines.desk !== null || lines.personId !== null;
  const [isUnfolded, setIsUnfolded] = useState(false);
  const set = (change: Partial<LineFilter>) => onWanted({ ...wanted, lines: { ...lines, ...change } });
  const kind = kindValue(lines.kinds);

  return (
    <div className={styles.bar} role="search" aria-label="Filter the history">
      <PeriodField period={wanted.period} now={now} timeZone={timeZone} onPeriod={(period) => onWanted({ ...wanted, period })} />
      <Select className={styles.choice} aria-label="Kind" value={kind} onChange={(_, { value }) => value !== SEVERAL && set({ kinds: value === '' ? [] : (value.split(' ') as LineKind[]) })}>
        <option value="">All kinds</option>
        <option value={BOTH.join(' ')}>Passes and grants</option>
        {LINE_KINDS.map((one) => (
          <option key={one} value={one}>
            {KINDS_WORDS[one]}
          </option>
        ))}
        {kind === SEVERAL && <option value={SEVERAL}>Several kinds</option>}
      </Select>
      <Select className={styles.choice} aria-label="Tier" value={lines.tier ?? ''} onChange={(_, { value }) => set({ tier: value === '' ? null : (value as Tier) })}>
        <option value="">All tiers</option>
        {TIERS.map((tier) => (
          <option key={tier} value={tier}>
            {TIER_WORDS[tier]}
          </option>
        ))}
      </Select>
      <Select className={styles.choice} aria-label="Result" value={lines.result ?? ''} onChange={(_, { value }) => set({ result: value === '' ? null : (value as LineResult) })}>
        <option value="">All results</option>
        {LINE_RESULTS.map((result) => (
          <option key={result} value={result}>
            {RESULT_WORDS[result]}
          </option>
        ))}
      </Select>
      <Select className={styles.choice} aria-label="Use" value={lines.use ?? ''} onChange={(_, { value }) => set({ use: value === '' ? null : (value as LineUse) })}>
        <option value="">Used or not</option>
        {LineUse.options.map((use) => (
          <option key={use} value={use}>
            {USE_WORDS[use]}
          </option>
        ))}
      </Select>
      <Select className={styles.choice} aria-label="Finding" value={lines.finding ?? ''} onChange={(_, { value }) => set({ finding: value === '' ? null : (value as NonNullable<LineFilter['finding']>) })}>
        <option value="">Findings or not</option>
        <option value="any">With a finding</option>
        {FINDING_KINDS.map((finding) => (
          <option key={finding} value={finding}>
            {FINDING_WORDS[finding]}
          </option>
        ))}
      </Select>
      <ToggleButton className={styles.more} checked={isUnfolded} aria-expanded={isUnfolded} onClick={() => setIsUnfolded(!isUnfolded)}>
        {hasMore && !isUnfolded ? 'More (set)' : 'More'}
      </ToggleButton>
      {isUnfolded && <MoreFilters lines={lines} onChange={set} />}
    </div>
  );
}
