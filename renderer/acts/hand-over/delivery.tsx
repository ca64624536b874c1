import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { HandOver } from '../../../shared/ipc/contract';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { useAnnounce } from '../../ui/live';
import { clockText } from '../../ui/time-text';

type Props = {
  readonly handOver: HandOver;
  readonly isOff: boolean;
  readonly isSplit: boolean;
  /** The whole passcode has left the desk. */
  readonly onDelivered: () => void;
  /** The second half has: what stands on the screen is too much now. */
  readonly onSplit: () => void;
};

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  note: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  done: { margin: 0, color: tokens.colorStatusSuccessForeground1, overflowWrap: 'anywhere' },
});

/** The ways other than the telephone that the desk policy allows, each with what it leaves behind. */
export function Delivery({ handOver: { handle, delivery, managerMail }, isOff, isSplit, onDelivered, onSplit }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const copy = useMethod('passcode.copy');
  const print = useMethod('passcode.print');
  const mail = useMethod('passcode.mail');
  const [done, setDone] = useState<readonly string[]>([]);
  const isBusy = isOff || copy.isPending || print.isPending || mail.isPending;
  const allows = (channel: HandOver['delivery']['channels'][number]) => delivery.channels.includes(channel);
  const to = managerMail === null ? '' : displayText(managerMail);

  const tellDone = (what: string) => {
    setDone((before) => [...before.filter((other) => other !== what), what]);
    announce(what);
  };
  const ways = [
    delivery.copy && allows('call') && !isSplit && {
      name: 'Copy',
      note: 'Copying: Tapdesk empties the clipboard after 30 seconds if the passcode is still there, but clipboard history, a clipboard manager or a synchronised clipboard may keep it.',
      act: () => copy.send({ handle }, ({ clearsAt }) => { tellDone(`Copied. The clipboard is emptied at ${clockText(new Date(clearsAt), new Date())} if the passcode is still there.`); onDelivered(); }),
    },
    allows('slip') && !isSplit && {
      name: 'Print slip',
      note: 'Printing: the print system, the printer or a print server may keep the job.',
      act: () => print.send({ handle }, () => { tellDone('The slip was given to the print system.'); onDelivered(); }),
    },
    allows('manager-mail') && !isSplit && managerMail !== null && {
      name: 'Mail to manager',
      note: `Mail goes to ${to} from your mailbox and is not kept in Sent Items; mail servers on the way and the manager’s mailbox may keep it.`,
      act: () => mail.send({ handle, part: 'all' }, (sent) => { tellDone(`Mailed to ${displayText(sent.to)}. Accepted is not delivered: ask the manager.`); onDelivered(); }),
    },
    allows('split') && !isSplit && managerMail !== null && {
      name: 'Split: second half to manager',
      note: `Splitting: the second half goes to ${to}; from then on only the first half is shown here, to be read to the caller.`,
      act: () => mail.send({ handle, part: 'second-half' }, (sent) => { tellDone(`The second half was mailed to ${displayText(sent.to)}. Read the first half to the caller; the manager tells the rest.`); onSplit(); }, (error) => { if (error.kind === 'outcome-unknown') onSplit(); }),
    },
  ].filter((way) => way !== false);
  const lacksMail = managerMail === null && (allows('manager-mail') || allows('split'));
  const error = copy.error ?? print.error ?? mail.error;

  if (ways.length === 0 && done.length === 0 && !lacksMail) return null;
  return (
    <div className={styles.root} role="group" aria-label="Other ways to hand over">
      {ways.length > 0 && (
        <div className={styles.row}>
          {ways.map(({ name, act }) => (
            <Button
              key={name}
              disabledFocusable={isBusy}
              onClick={() => {
                for (const way of [copy, print, mail]) way.reset();
                act();
              }}
            >
              {name}
            </Button>
          ))}
        </div>
      )}
      {ways.map(({ name, note }) => (
        <p key={name} className={styles.note}>
          {note}
        </p>
      ))}
      {lacksMail && <p className={styles.note}>Mail to the manager is allowed, but the directory has no manager with a mail address for this person.</p>}
      {done.map((what) => (
        <p key={what} className={styles.done}>
          {what}
        </p>
      ))}
      {error && <Failure error={error} />}
    </div>
  );
}
