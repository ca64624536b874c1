import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { RuleRow } from './rule-rows';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { width: '100%', minWidth: '480px', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
  head: { textAlign: 'start', padding: '6px 10px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  cell: { textAlign: 'start', padding: 'var(--desk-row) 10px', verticalAlign: 'top', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold, width: '32%' },
  by: { color: tokens.colorNeutralForeground3, width: '120px', overflowWrap: 'normal' },
});

/** Rules that are the same for all tiers, and who enforces each. */
export function RulesTable({ name, rows }: { readonly name: string; readonly rows: readonly RuleRow[] }) {
  const styles = useStyles();
  return (
    <div className={styles.scroll} role="region" aria-label={`${name}, may scroll sideways`} tabIndex={0}>
      <table className={styles.table} aria-label={name}>
        <thead>
          <tr>
            {['Rule', 'What holds', 'Enforced by'].map((head) => (
              <th key={head} scope="col" className={styles.head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name: rule, text, enforcedBy }, at) => (
            <tr key={at}>
              <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
                {rule}
              </th>
              <td className={styles.cell}>{text}</td>
              <td className={mergeClasses(styles.cell, styles.by)}>{enforcedBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
