import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { TIERS } from '../../../shared/domain/limits';
import { TIER_WORDS } from '../../ui/tier-text';
import type { LimitRow } from './limit-rows';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { width: '100%', minWidth: '760px', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
  head: { textAlign: 'start', padding: '6px 10px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  cell: { textAlign: 'start', padding: 'var(--desk-row) 10px', verticalAlign: 'top', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'break-word' },
  name: { fontWeight: tokens.fontWeightSemibold, minWidth: '120px' },
  by: { color: tokens.colorNeutralForeground3, minWidth: '96px' },
});

export function LimitsTable({ rows }: { readonly rows: readonly LimitRow[] }) {
  const styles = useStyles();
  return (
    <div className={styles.scroll} role="region" aria-label="Limits in force, may scroll sideways" tabIndex={0}>
      <table className={styles.table} aria-label="Limits in force">
        <thead>
          <tr>
            <th scope="col" className={styles.head}>
              Limit
            </th>
            {TIERS.map((tier) => (
              <th key={tier} scope="col" className={styles.head}>
                {TIER_WORDS[tier]}
              </th>
            ))}
            <th scope="col" className={styles.head}>
              Enforced by
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells, enforcedBy }) => (
            <tr key={name}>
              <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
                {name}
              </th>
              {TIERS.map((tier) => (
                <td key={tier} className={styles.cell}>
                  {displayText(cells[tier].text, 300)}
                </td>
              ))}
              <td className={mergeClasses(styles.cell, styles.by)}>{enforcedBy || 'nothing to refuse'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
