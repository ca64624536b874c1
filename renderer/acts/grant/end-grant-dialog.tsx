import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { type GrantRow, isSameAccess, PIM_FLOOR_MINUTES, removableFrom } from '../../../shared/domain/grant';
import { useMethod } from '../../bridge/use-method';
import { endText, heldText, HOW_WORDS, scopeText, targetText } from '../../ui/grant-text';
import { Instant } from '../../ui/instant';
import { useAnnounce } from '../../ui/live';
import { EndDialog } from './end-dialog';
import { EndedGrant, endedText } from './ended-grant';
import { useTextStyles } from './text-styles';

type Props = {
  readonly row: GrantRow;
  /** Other rows of the same list: some may be the same access by another path. */
  readonly others: readonly GrantRow[];
  /** @param wasEnded - It was ended, or is planned to be, or may have been. */
  readonly onClose: (wasEnded: boolean) => void;
};

const useStyles = makeStyles({
  floor: { margin: 0, padding: '8px 12px', lineHeight: tokens.lineHeightBase400, borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1, color: tokens.colorNeutralForeground1 },
});

/** Ends one grant, or cancels one that has not begun, and says what that ends and what it does not. */
export function EndGrantDialog({ row, others, onClose }: Props) {
  const styles = useTextStyles();
  const own = useStyles();
  const announce = useAnnounce();
  const end = useMethod('grants.end');
  const [reason, setReason] = useState('');
  // Asked once, when the dialog opens: what it says must not change under the reader.
  const [openedAt] = useState(() => Date.now());
  const { person, target, how, scope, scheduleId, ticket } = row;
  const from = removableFrom(row);
  const isTooYoung = row.state !== 'future' && from !== null && from > openedAt;
  const alsoHeld = others.filter((other) => other.scheduleId !== scheduleId && other.person.id === person.id && isSameAccess(other, row));
  return (
    <EndDialog
      title="End grant"
      act={end.data ? null : 'End'}
      isDone={end.data !== undefined}
      isPending={end.isPending}
      error={end.error}
      reason={reason}
      onReason={setReason}
      onSend={() => end.send({ personId: person.id, scheduleId, target, how, scope, reason: reason.trim(), ticket }, (ended) => announce(endedText(ended)))}
      onClose={() => onClose(end.data !== undefined || end.error !== null)}
      outcome={end.data && <EndedGrant row={row} ended={end.data} reason={reason} />}
    >
      <p className={styles.text}>
        <strong>{targetText(row)}</strong> of <strong>{displayText(person.displayName)}</strong> ({displayText(person.userPrincipalName)}): {HOW_WORDS[how].toLowerCase()}, {scopeText(row)}, until {endText(row.endDateTime)}.
      </p>
      {!end.data && row.state === 'future' && <p className={styles.text}>It has not begun. PIM cancels it, and it never will.</p>}
      {!end.data && isTooYoung && (
        <p className={own.floor}>
          PIM removes nothing that is younger than {PIM_FLOOR_MINUTES} minutes. The removal is put off until <Instant at={new Date(from).toISOString()} seconds />: Tapdesk sends it then, also after a restart. Until then the person keeps it.
        </p>
      )}
      {!end.data && alsoHeld.length > 0 && (
        <div className={styles.text}>
          The person holds the same by another path, which stays:
          <ul className={styles.list}>
            {alsoHeld.map((other) => (
              <li key={other.scheduleId}>{heldText(other)}</li>
            ))}
          </ul>
        </div>
      )}
    </EndDialog>
  );
}
