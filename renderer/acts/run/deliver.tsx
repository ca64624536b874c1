import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { RunHead, RunRow } from '../../../shared/domain/run';
import { Failure } from '../../ui/failure';
import { DeliverPanel, type DeliverWay } from './deliver-panel';
import { HandOverTime } from './hand-over-time';
import { CHANNEL_WORDS } from './run-words';
import type { DeliverDesk } from './use-deliver';

type Props = {
  readonly head: RunHead;
  /** Whose passcodes nobody has. */
  readonly held: readonly RunRow[];
  /** Selected although printed already: they can be printed once more. */
  readonly again: readonly RunRow[];
  readonly selected: ReadonlySet<string>;
  readonly handOverUntil: string | null;
  readonly desk: DeliverDesk;
};

const WAYS: readonly { readonly way: DeliverWay; readonly name: string; readonly channel: RunHead['channels'][number] }[] = [
  { way: 'print', name: 'Print slips…', channel: 'slip' },
  { way: 'seal', name: 'Encrypted PDF…', channel: 'sealed-pdf' },
  { way: 'mail', name: 'Mail managers', channel: 'manager-mail' },
];

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', padding: '10px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke1}` },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, lineHeight: tokens.lineHeightBase300, overflowWrap: 'anywhere' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  done: { margin: 0, color: tokens.colorStatusSuccessForeground1, overflowWrap: 'anywhere' },
});

/** How the passcodes that nobody has yet leave the desk: those selected, or all of them. */
export function Deliver({ head: { channels }, held, again, selected, handOverUntil, desk }: Props) {
  const styles = useStyles();
  const [way, setWay] = useState<DeliverWay | null>(null);
  const chosen = held.filter(({ personId }) => selected.has(personId));
  const isChosen = chosen.length + again.length > 0;
  const rows = isChosen ? chosen : held;
  const refused = (Object.keys(CHANNEL_WORDS) as RunHead['channels'][number][]).filter((channel) => !channels.includes(channel));
  if (held.length + again.length === 0 && desk.done === '' && desk.error === null) return null;
  return (
    <section className={styles.root} aria-label="Hand over">
      <h3 className={styles.title}>Hand over</h3>
      {held.length + again.length > 0 && (
        <>
          {held.length > 0 && <HandOverTime count={held.length} until={handOverUntil} />}
          {way === null && (
            <>
              <p className={styles.text}>{isChosen ? selectedText(chosen.length, again.length) : `For all ${held.length}, or select some in the table:`}</p>
              <div className={styles.row}>
                {WAYS.filter(({ way: each, channel }) => channels.includes(channel) && (rows.length > 0 || each === 'print')).map(({ way: each, name }) => (
                  <Button key={each} disabledFocusable={desk.isBusy} onClick={() => setWay(each)}>
                    {name}
                  </Button>
                ))}
                {rows.length > 0 && (
                  <Button disabledFocusable={desk.isBusy} onClick={() => setWay('give-up')}>
                    Give up…
                  </Button>
                )}
              </div>
            </>
          )}
          {way !== null && <DeliverPanel way={way} rows={way === 'print' ? [...rows, ...again] : rows} desk={desk} onEnd={() => setWay(null)} />}
          {channels.includes('call') && <p className={styles.quiet}>Or one by one: “Hand over” in a row of the table opens the passcode to be read aloud.</p>}
          {refused.length > 0 && <p className={styles.quiet}>The desk policy does not allow for these people: {refused.map((channel) => CHANNEL_WORDS[channel]).join(', ')}.</p>}
        </>
      )}
      {desk.isBusy && <p className={styles.text}>Under way…</p>}
      {desk.done !== '' && <p className={styles.done}>{desk.done}</p>}
      {desk.error && <Failure error={desk.error} />}
    </section>
  );
}

function selectedText(held: number, again: number): string {
  if (again === 0) return `For the ${held} selected:`;
  return held === 0 ? `For the ${again} selected, which were printed already:` : `For the ${held + again} selected. ${again} of them were printed already, and can only be printed once more:`;
}
