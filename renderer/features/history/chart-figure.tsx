import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useState } from 'react';
import { numberText } from '../../ui/number-text';

const useStyles = makeStyles({
  figure: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start', gap: '8px', margin: 0, padding: '14px 16px', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, minWidth: 0 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', justifyContent: 'space-between', gap: '4px 12px' },
  caption: { fontWeight: tokens.fontWeightSemibold },
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  scroll: { maxHeight: '320px', overflow: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  name: { textAlign: 'start', fontWeight: tokens.fontWeightRegular, padding: '3px 12px 3px 0', overflowWrap: 'anywhere' },
  head1: { textAlign: 'start', padding: '3px 12px 3px 0', fontWeight: tokens.fontWeightSemibold },
  headN: { textAlign: 'end', padding: '3px 0 3px 12px', fontWeight: tokens.fontWeightSemibold },
  number: { textAlign: 'end', padding: '3px 0 3px 12px', whiteSpace: 'nowrap' },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
});

export type Numbers = { readonly head: readonly string[]; readonly rows: readonly { readonly key: string; readonly name: string; readonly counts: readonly number[] }[] };
type Props = { readonly name: string; readonly note?: string; readonly numbers: Numbers; readonly children: ReactNode };

/** A chart under its name, and on demand the numbers it is drawn from, as a table. */
export function ChartFigure({ name, note, numbers, children }: Props) {
  const styles = useStyles();
  const tableId = useId();
  const [hasNumbers, setHasNumbers] = useState(false);
  return (
    <figure className={styles.figure} aria-label={name}>
      <div className={styles.head}>
        <figcaption className={styles.caption}>{name}</figcaption>
        <Button size="small" appearance="subtle" aria-expanded={hasNumbers} aria-controls={hasNumbers ? tableId : undefined} aria-label={`Numbers: ${name}`} onClick={() => setHasNumbers(!hasNumbers)}>
          Numbers
        </Button>
      </div>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {children}
      {hasNumbers && (
        <div className={styles.scroll} id={tableId} role="region" aria-label={`Numbers: ${name}, may scroll`} tabIndex={0}>
          <table className={styles.table} aria-label={name}>
            <thead>
              <tr>
                {numbers.head.map((word, at) => (
                  <th key={word} scope="col" className={at === 0 ? styles.head1 : styles.headN}>
                    {word}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {numbers.rows.map((row) => (
                <tr key={row.key} className={styles.row}>
                  <th scope="row" className={styles.name}>
                    <bdi>{row.name}</bdi>
                  </th>
                  {row.counts.map((count, at) => (
                    <td key={at} className={styles.number}>
                      {numberText(count)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </figure>
  );
}
