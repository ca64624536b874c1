import { Button, Field, makeStyles, mergeClasses, Textarea, tokens } from '@fluentui/react-components';
import { type DragEvent, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { Failure } from '../../ui/failure';
import { CsvResult } from './csv-result';
import { REFUSED_WORDS } from './read-csv-file';
import type { Csv } from './use-csv';

const useStyles = makeStyles({
  root: { display: 'grid', gap: '10px' },
  drop: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 12px', padding: '12px', borderRadius: tokens.borderRadiusMedium, border: `1px dashed ${tokens.colorNeutralStrokeAccessible}` },
  over: { backgroundColor: tokens.colorBrandBackground2 },
  hint: { margin: 0, flexBasis: '100%', maxWidth: '100ch', color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300 },
  paste: { display: 'grid', justifyItems: 'start', gap: '8px' },
  text: { width: '100%', maxWidth: '760px' },
  line: { margin: 0 },
  refused: { margin: 0, padding: '8px 12px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusDangerBorder1}`, backgroundColor: tokens.colorStatusDangerBackground1, color: tokens.colorNeutralForeground1, overflowWrap: 'anywhere' },
});

/** A list of people: chosen, dropped or pasted; then what was found in it and what is wrong with it. */
export function CsvSource({ csv }: { readonly csv: Csv }) {
  const styles = useStyles();
  const file = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [isPasting, setIsPasting] = useState(false);
  const [pasted, setPasted] = useState('');
  const { state } = csv;

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) csv.readFile(dropped);
  };
  return (
    <div className={styles.root}>
      <div
        className={mergeClasses(styles.drop, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        <p className={styles.hint}>A header row, then a line for each person: UPN, mail, employee id or object id, and if you like a start date (2026-03-02) and a time zone (Europe/Berlin). Columns in any order. Drop the file here, choose it, or paste its text. Nothing is kept of it.</p>
        <Button onClick={() => file.current?.click()}>Choose a CSV…</Button>
        <Button aria-expanded={isPasting} onClick={() => setIsPasting(!isPasting)}>
          Paste text
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label="CSV file"
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) csv.readFile(chosen);
            // The same file, corrected, may be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {isPasting && (
        <div className={styles.paste}>
          <Field label="CSV text" className={styles.text}>
            <Textarea rows={5} spellCheck={false} value={pasted} onChange={(_, data) => setPasted(data.value)} />
          </Field>
          <Button disabledFocusable={pasted.trim() === ''} onClick={() => csv.readPasted(pasted)}>
            Read the text
          </Button>
        </div>
      )}
      {state.state === 'reading' && (
        <p className={styles.line} role="status">
          Reading {displayText(state.name)}, and looking for its people…
        </p>
      )}
      {state.state === 'refused' && (
        <p className={styles.refused} role="alert">
          {displayText(state.name)}: {REFUSED_WORDS[state.because]}
        </p>
      )}
      {state.state === 'failed' && <Failure error={state.error} onRetry={csv.retry} />}
      {state.state === 'read' && <CsvResult name={state.name} list={state.list} />}
    </div>
  );
}
