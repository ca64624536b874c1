import { Button, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { RunRow } from '../../../shared/domain/run';
import { passcodes, people } from './run-words';
import type { DeliverDesk, SlipLayout } from './use-deliver';

export type DeliverWay = 'print' | 'seal' | 'mail' | 'give-up';

type Props = {
  readonly way: DeliverWay;
  readonly rows: readonly RunRow[];
  readonly desk: DeliverDesk;
  readonly onEnd: () => void;
};

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', padding: '10px 12px', borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralBackground2 },
  asks: { backgroundColor: tokens.colorStatusWarningBackground1, border: `1px solid ${tokens.colorStatusWarningBorder1}` },
  text: { margin: 0, lineHeight: tokens.lineHeightBase300 },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

const NAMES: Readonly<Record<DeliverWay, string>> = { print: 'Print slips', seal: 'Encrypted PDF', mail: 'Mail managers', 'give-up': 'Give up' };

const NOTES: Readonly<Record<DeliverWay, string>> = {
  print: 'The slips go straight to the printer, and Tapdesk keeps none. The print system, the printer or a print server may keep the job.',
  seal: 'You choose a place for the file. Its key is shown once, after it is written; without it the file opens to nobody. Until somebody has seen the key, the passcodes count as not handed over.',
  mail: 'One mail to each manager with the passcodes of their own people, from your mailbox and not kept in Sent Items. Mail servers on the way and the mailboxes may keep it.',
  'give-up': 'Nobody has received them, so their passes are revoked, each proven by reading again. Whoever still needs one gets a new pass.',
};

/** What one way means, and the button that goes it. */
export function DeliverPanel({ way, rows, desk, onEnd }: Props) {
  const styles = useStyles();
  const [layout, setLayout] = useState<SlipLayout>('page-per-person');
  const ids = rows.map(({ personId }) => personId);
  const alone = rows.filter(({ managerName }) => managerName === null).length;
  const go = () => {
    if (way === 'print') desk.print(ids, layout);
    else if (way === 'seal') desk.seal(ids, layout);
    else if (way === 'mail') desk.mail(ids);
    else desk.giveUp(ids);
    onEnd();
  };
  return (
    <div className={way === 'give-up' ? `${styles.root} ${styles.asks}` : styles.root} role="group" aria-label={NAMES[way]}>
      {(way === 'print' || way === 'seal') && (
        <Field label="Layout">
          <RadioGroup layout="horizontal" value={layout} onChange={(_, data) => setLayout(data.value === 'sheet-per-manager' ? 'sheet-per-manager' : 'page-per-person')}>
            <Radio value="page-per-person" label="A page for each person" />
            <Radio value="sheet-per-manager" label="A sheet for each manager" />
          </RadioGroup>
        </Field>
      )}
      <p className={styles.text}>{NOTES[way]}</p>
      {way === 'mail' && alone > 0 && <p className={styles.text}>{people(alone)} without a known manager: nobody is mailed for them, and their passcodes stay here.</p>}
      <div className={styles.row}>
        <Button ref={focusAtOnce} onClick={onEnd}>
          Back
        </Button>
        <Button appearance="primary" disabledFocusable={desk.isBusy || ids.length === 0} onClick={go}>
          {goText(way, ids.length)}
        </Button>
      </div>
    </div>
  );
}

function goText(way: DeliverWay, count: number): string {
  if (way === 'print') return `Print ${count} ${count === 1 ? 'slip' : 'slips'}`;
  if (way === 'seal') return `Write ${passcodes(count)} into an encrypted PDF`;
  return way === 'mail' ? `Mail ${passcodes(count)}` : `Revoke ${count} ${count === 1 ? 'pass' : 'passes'}`;
}

/** Stable, so that it runs when the button appears and not on every render. */
const focusAtOnce = (button: HTMLButtonElement | null) => button?.focus();
