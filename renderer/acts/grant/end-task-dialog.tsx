import { useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { useMethod } from '../../bridge/use-method';
import { useAnnounce } from '../../ui/live';
import type { OpenPerson } from '../../ui/navigation';
import { EndDialog } from './end-dialog';
import { TaskEnded, taskEndedText } from './task-ended';
import { useTextStyles } from './text-styles';

type Props = {
  readonly person: OpenPerson;
  readonly taskId: string;
  /** What a schedule or pass id stands for. */
  readonly nameOf: (what: string) => string;
  /** @param wasEnded - Something of it was ended, or may have been. */
  readonly onClose: (wasEnded: boolean) => void;
};

/** Everything of one task: its grants, and its pass. */
export function EndTaskDialog({ person, taskId, nameOf, onClose }: Props) {
  const styles = useTextStyles();
  const announce = useAnnounce();
  const end = useMethod('tasks.end');
  const [reason, setReason] = useState('');
  const isLeft = end.data === undefined || end.data.left.length > 0;
  return (
    <EndDialog
      title="End task"
      act={isLeft ? (end.data ? 'Try again' : 'End task') : null}
      isDone={end.data !== undefined}
      isPending={end.isPending}
      error={end.error}
      reason={reason}
      onReason={setReason}
      onSend={() => end.send({ personId: person.id, taskId, reason: reason.trim() }, (done) => announce(taskEndedText(done), done.left.length > 0 ? 'assertive' : 'polite'))}
      onClose={() => onClose(end.data !== undefined || end.error !== null)}
      outcome={end.data && <TaskEnded end={end.data} nameOf={nameOf} />}
    >
      {!end.data && (
        <p className={styles.text}>
          Every grant of this task of <strong>{displayText(person.displayName)}</strong> ends, and its pass is revoked. Each is proven by reading it again. What PIM does not remove yet, because it is younger than five minutes, Tapdesk removes as soon as PIM takes it, also after a restart.
        </p>
      )}
      <p className={styles.text}>What the person holds by another path stays. Access tokens already handed out live on for about an hour.</p>
    </EndDialog>
  );
}
