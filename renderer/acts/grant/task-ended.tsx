import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { Output } from '../../../shared/ipc/contract';
import { failureText } from '../../ui/failure-text';

const useStyles = makeStyles({ text: { margin: 0, overflowWrap: 'anywhere' }, left: { color: tokens.colorStatusDangerForeground1 }, list: { margin: 0, paddingInlineStart: '20px' } });

/** "2 grants are ended, and that is proven. The pass is revoked." */
export function taskEndedText({ ended, planned, passRevoked, left }: Output<'tasks.end'>): string {
  const grants = (count: number) => `${count} ${count === 1 ? 'grant is' : 'grants are'}`;
  const parts = [
    ended > 0 ? `${grants(ended)} ended, and that is proven.` : '',
    planned > 0 ? `${grants(planned)} too young for PIM to remove: Tapdesk sends the removal as soon as PIM takes it, also after a restart.` : '',
    passRevoked ? 'The pass is revoked.' : '',
    left.length > 0 ? `${left.length} could not be ended.` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'There was nothing left to end.' : parts.join(' ');
}

/** What ending a task did, and what it could not do, with the reason. @param nameOf - What a schedule or pass id stands for. */
export function TaskEnded({ end, nameOf }: { readonly end: Output<'tasks.end'>; readonly nameOf: (what: string) => string }) {
  const styles = useStyles();
  return (
    <div role="group" aria-label="What was ended">
      <p className={styles.text}>{taskEndedText(end)}</p>
      {end.left.length > 0 && (
        <ul className={styles.list}>
          {end.left.map(({ what, error }) => {
            const { happened, next, reference } = failureText(error);
            return (
              <li key={what} className={styles.text}>
                <span className={styles.left}>{displayText(nameOf(what))}</span>: {happened} {next} {reference}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
