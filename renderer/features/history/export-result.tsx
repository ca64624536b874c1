import { makeStyles, tokens } from '@fluentui/react-components';
import type { ExportFormat } from '../../../shared/domain/history/export';
import { displayText } from '../../../shared/domain/display-text';
import type { Output } from '../../../shared/ipc/contract';
import { Fact } from '../../ui/fact';
import { numberText } from '../../ui/number-text';
import { FORMATS } from './export-formats';

/** Characters of a path: as long as one may be on any system. */
const PATH_SHOWN = 4096;

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' },
  text: { margin: 0 },
  facts: { display: 'grid', gridTemplateColumns: 'minmax(90px, 22%) minmax(0, 1fr)', gap: '6px 12px', margin: 0 },
  exact: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, userSelect: 'all', overflowWrap: 'anywhere' },
});

/** Where it lies and what it has in it. The digest can be compared later by whoever receives the file. */
export function ExportResult({ result: { file, rows, sha256, signedBy }, format }: { readonly result: Output<'history.export'>; readonly format: ExportFormat }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <p className={styles.text}>The export is written, and stands in the journal.</p>
      <dl className={styles.facts}>
        <Fact term="Format">{FORMATS[format].name}</Fact>
        <Fact term="File">
          <span className={styles.exact}>{displayText(file, PATH_SHOWN)}</span>
        </Fact>
        <Fact term="Rows">{numberText(rows)}</Fact>
        <Fact term="SHA-256">
          <span className={styles.exact}>{sha256}</span>
        </Fact>
        {format === 'pack' && <Fact term="Signed by">{signedBy === null ? 'nobody: this install has no key' : <span className={styles.exact}>{signedBy}</span>}</Fact>}
      </dl>
    </div>
  );
}
