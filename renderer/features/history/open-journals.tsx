import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';

/** As the contract has it. */
const FINGERPRINT_MAXIMUM = 200;

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, maxWidth: '80ch' },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: '8px' },
  field: { flexGrow: 1, maxWidth: '460px' },
});

/** Journals and evidence packs of other desks, by the system's dialog. They are read, verified and never written to. */
export function OpenJournals({ onOpened }: { readonly onOpened: (count: number) => void }) {
  const styles = useStyles();
  const [fingerprint, setFingerprint] = useState('');
  const open = useMethod('journals.open');
  const send = (kind: 'folder' | 'pack') => {
    const expected = fingerprint.trim();
    open.send({ kind, expectedFingerprint: kind === 'pack' && expected !== '' ? expected : null }, ({ journals }) => onOpened(journals.length));
  };
  return (
    <div className={styles.root}>
      <h3 className={styles.heading}>Of other desks</h3>
      <p className={styles.text}>What you open is verified first, shown in the same time line, and closed when Tapdesk is. It explains a finding only where somebody vouches for who wrote it. Opening it is a line of this desk’s journal.</p>
      <div>
        <Button disabledFocusable={open.isPending} onClick={() => send('folder')}>
          Open journals of other desks…
        </Button>
      </div>
      <div className={styles.row}>
        <Field className={styles.field} label="Expected fingerprint" hint="From the desk that made the pack, by another way than the pack itself. A pack without it explains no finding, unless the desk policy lists its key.">
          <Input value={fingerprint} maxLength={FINGERPRINT_MAXIMUM} spellCheck={false} onChange={(_, data) => setFingerprint(data.value)} />
        </Field>
        <Button disabledFocusable={open.isPending} onClick={() => send('pack')}>
          Open an evidence pack…
        </Button>
      </div>
      {open.error && open.error.kind !== 'cancelled' && <Failure error={open.error} />}
    </div>
  );
}
