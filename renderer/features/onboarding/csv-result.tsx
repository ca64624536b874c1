import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { RunList } from '../../../shared/domain/run-list';
import { useAnnounce } from '../../ui/live';
import { counted, people } from './counted';
import { isAboutFile, listProblemText } from './list-problem-text';

/** Problems drawn at first, and added at a time: a wrong separator makes one of every line. */
const AT_ONCE = 50;

const useStyles = makeStyles({
  line: { margin: 0, maxWidth: '100ch', overflowWrap: 'anywhere', lineHeight: tokens.lineHeightBase300 },
  scroll: { overflowX: 'auto', maxHeight: '300px', overflowY: 'auto', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorNeutralBackground1, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
  cell: { padding: '4px 8px', textAlign: 'start', verticalAlign: 'top', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere' },
  // Short words, which otherwise break where a long value leaves them little room.
  head: { whiteSpace: 'nowrap' },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

/** What a list holds: how many were found, what was passed over, and every problem with its place. */
export function CsvResult({ name, list }: { readonly name: string; readonly list: RunList }) {
  const styles = useStyles();
  const announce = useAnnounce();
  const [drawn, setDrawn] = useState(AT_ONCE);
  const { problems, ignored } = list;
  const summary = summaryOf(name, list);
  useEffect(() => announce(summary), [announce, summary]);
  return (
    <>
      <p className={styles.line}>{summary}</p>
      {ignored.length > 0 && (
        <p className={styles.line}>
          Columns passed over, because they mean nothing here: {ignored.map((heading) => displayText(heading, 60)).join(', ')}.
        </p>
      )}
      {problems.length > 0 && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Problems in the list">
          <table className={styles.table} aria-label="Problems in the list" aria-rowcount={problems.length + 1}>
            <thead>
              <tr>
                {['Line', 'Column', 'Heading', 'Value', 'What to do'].map((head) => (
                  <th key={head} scope="col" className={mergeClasses(styles.cell, styles.head)}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {problems.slice(0, drawn).map((problem, at) => (
                <tr key={at}>
                  <th scope="row" className={mergeClasses(styles.cell, styles.number)}>
                    {problem.line}
                  </th>
                  <td className={mergeClasses(styles.cell, styles.number)}>{problem.column}</td>
                  <td className={styles.cell}>{problem.heading !== '' && <bdi>{displayText(problem.heading, 60)}</bdi>}</td>
                  <td className={styles.cell}>{problem.value !== '' && <bdi>{displayText(problem.value)}</bdi>}</td>
                  <td className={styles.cell}>{listProblemText(problem)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {problems.length > drawn && (
        <p className={styles.line}>
          <Button size="small" onClick={() => setDrawn(drawn + 10 * AT_ONCE)}>
            Show more problems
          </Button>{' '}
          {problems.length - drawn} more
        </p>
      )}
    </>
  );
}

function summaryOf(name: string, { people: found, problems, lines }: RunList): string {
  const from = `${displayText(name)}: ${counted(lines, 'line')}, ${people(found.length)} found.`;
  if (problems.length === 0) return from;
  if (problems.some(isAboutFile)) return `${from} Something is wrong with the file as a whole, so nothing of it is used.`;
  const left = new Set(problems.map(({ line }) => line)).size;
  return `${from} ${counted(left, 'line')} with a problem: nobody of ${left === 1 ? 'it' : 'them'} is included.`;
}
