import { Button, makeStyles } from '@fluentui/react-components';
import type { GrantRow } from '../../../shared/domain/grant';
import type { Output } from '../../../shared/ipc/contract';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { heldText, targetText } from '../../ui/grant-text';
import { Instant } from '../../ui/instant';
import { useAnnounce } from '../../ui/live';
import { preciseText } from '../../ui/time-text';
import { useTextStyles } from './text-styles';

type Ended = Output<'grants.end'>;

const useStyles = makeStyles({
  root: { display: 'grid', gap: '10px' },
  buttons: { justifySelf: 'start' },
});

/** For a screen reader: one sentence, never better than what is proven. */
export function endedText(ended: Ended): string {
  if (ended.state === 'planned') return `PIM takes the removal at ${preciseText(new Date(ended.at))}; Tapdesk sends it then.`;
  const proof = `The grant is ended. Reading back at ${preciseText(new Date(ended.provenAt))} shows that it is gone.`;
  return ended.stillHeld.length === 0 ? proof : `${proof} The person still holds the same by another path.`;
}

/** What ending did: the proof, what lives on all the same, and the sessions that one may end as well. */
export function EndedGrant({ row, ended, reason }: { readonly row: GrantRow; readonly ended: Ended; readonly reason: string }) {
  const styles = useStyles();
  const texts = useTextStyles();
  if (ended.state === 'planned') {
    return (
      <div className={styles.root} role="group" aria-label="Not ended yet">
        <p className={texts.text}>
          Not ended yet: PIM takes the removal at <Instant at={ended.at} seconds />. Tapdesk sends it then, also after a restart; until then the person keeps it. If it cannot be ended then, a notice says so.
        </p>
      </div>
    );
  }
  return (
    <div className={styles.root} role="group" aria-label="Ended">
      <p className={texts.text}>
        Ended. Read back at <Instant at={ended.provenAt} seconds />: this grant is gone.
      </p>
      {ended.stillHeld.length > 0 && (
        <div className={texts.text}>
          <strong>The access is not gone.</strong> The person still holds {targetText(row)}:
          <ul className={texts.list}>
            {ended.stillHeld.map((path) => (
              <li key={path.scheduleId}>{heldText(path)}</li>
            ))}
          </ul>
        </div>
      )}
      {row.how === 'active' && row.state !== 'future' && <Sessions row={row} reason={reason} />}
    </div>
  );
}

function Sessions({ row, reason }: { readonly row: GrantRow; readonly reason: string }) {
  const styles = useStyles();
  const texts = useTextStyles();
  const announce = useAnnounce();
  const revoke = useMethod('sessions.revoke');
  const send = () => revoke.send({ personId: row.person.id, reason: reason.trim(), ticket: row.ticket }, () => announce('The sign-in sessions were ended.'));
  return (
    <>
      <p className={texts.text}>Access tokens already handed out live on for about an hour, and may carry what was ended. Revoking the sessions keeps new ones from being made: the person signs in again on every device.</p>
      {revoke.data ? (
        <p className={texts.text}>
          The sign-in sessions were ended at <Instant at={revoke.data.at} seconds />.
        </p>
      ) : (
        <Button className={styles.buttons} disabledFocusable={revoke.isPending} onClick={send}>
          Revoke sessions
        </Button>
      )}
      {revoke.error && <Failure error={revoke.error} onRetry={send} />}
    </>
  );
}
