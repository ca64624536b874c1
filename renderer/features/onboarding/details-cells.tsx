import type { JoinerDetails } from '../../../shared/domain/onboarding';
import { displayText } from '../../../shared/domain/display-text';
import { expiryOf, passState } from '../../../shared/domain/pass';
import { METHOD_WORDS } from '../../ui/method-words';
import { PASS_STATE } from '../../ui/pass-state-text';
import { Tag } from '../../ui/tag';
import { clockText } from '../../ui/time-text';
import { NotRead } from '../../ui/unread';
import { useTicking } from '../../ui/use-ticking';
import { useTableStyles } from './table-styles';

export function ManagerCell({ manager }: { readonly manager: JoinerDetails['manager'] }) {
  const styles = useTableStyles();
  if (!manager.known) return <NotRead fact={manager} />;
  if (manager.value === null) return <span className={styles.quiet}>None</span>;
  const hasMail = (manager.value.mail ?? '').trim() !== '';
  return (
    <>
      <bdi>{displayText(manager.value.displayName)}</bdi>
      {!hasMail && <div className={styles.quiet}>no mail</div>}
    </>
  );
}

export function MethodsCell({ methods }: { readonly methods: JoinerDetails['methods'] }) {
  const styles = useTableStyles();
  if (!methods.known) return <NotRead fact={methods} />;
  if (methods.value.length === 0) return <span className={styles.quiet}>None</span>;
  return [...new Set(methods.value.map(({ type }) => METHOD_WORDS[type]))].join(', ');
}

/** Time decides whether a pass is live: to the second, because one that was just made begins now. */
export function PassCell({ pass, now }: { readonly pass: JoinerDetails['pass']; readonly now: Date }) {
  const styles = useTableStyles();
  const value = pass.known ? pass.value : null;
  const state = useTicking((at) => (value === null ? '' : passState(value, at)));
  if (!pass.known) return <NotRead fact={pass} />;
  if (value === null || state === '') return <span className={styles.quiet}>None</span>;
  const { words, tone } = PASS_STATE[state];
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {state === 'not-yet-valid' && <div className={styles.quiet}>starts {clockText(new Date(value.startDateTime), now)}</div>}
      {state === 'live' && <div className={styles.quiet}>ends {clockText(expiryOf(value), now)}</div>}
    </>
  );
}
