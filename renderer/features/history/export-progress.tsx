import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { EventPayload } from '../../../shared/ipc/contract';
import { useDeskEvent } from '../../bridge/use-desk-event';
import { countText, numberText } from '../../ui/number-text';

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '6px', marginTop: '14px', fontVariantNumeric: 'tabular-nums' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

type Exporting = EventPayload<'history.exporting'>;
/** @param onStop - Where the export that goes on is not the dialog's own. */
type Props = { readonly start: Exporting | null; readonly onStop: (() => void) | null };

/** How far the file is. First the system asks for a place, which says nothing here. */
export function ExportProgress({ start, onStop }: Props) {
  const styles = useStyles();
  const [progress, setProgress] = useState(start);
  useDeskEvent('history.exporting', setProgress);
  const words = progress === null ? 'Choose a place for the file.' : `${numberText(progress.lines)} of ${countText(progress.of, 'line')}`;
  return (
    <div className={styles.root}>
      <p className={styles.quiet}>{onStop ? `Another export is being written: ${words}` : words}</p>
      {progress !== null && <ProgressBar aria-label="Progress" aria-valuetext={words} value={progress.lines} max={Math.max(1, progress.of)} />}
      {onStop && (
        <div>
          <Button size="small" onClick={onStop}>
            Stop that export
          </Button>
        </div>
      )}
    </div>
  );
}
