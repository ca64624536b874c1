import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { GrantFacts } from '../../../shared/domain/grant-facts';
import type { AppError } from '../../../shared/errors';
import type { GrantMade } from '../../../shared/ipc/contract';
import { failureText } from '../../ui/failure-text';
import { endText, HOW_WORDS, scopeText } from '../../ui/grant-text';
import { Tag } from '../../ui/tag';
import { instantText } from '../../ui/time-text';
import { nameOf } from './use-grant';

type Props = {
  readonly results: ReadonlyMap<string, GrantMade>;
  readonly facts: GrantFacts;
  readonly isBusy: boolean;
  /** Null without a task pass, or where nothing was made for one. */
  readonly task: { readonly onIssueAnyway: (() => void) | null; readonly onEnd: () => void } | null;
};

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px', padding: '10px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke1}`, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' },
  line: { display: 'grid', gridTemplateColumns: '80px minmax(0, 1fr)', columnGap: '10px', alignItems: 'baseline', justifyItems: 'start', overflowWrap: 'anywhere' },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** What became of each: made until when, or why not. */
export function GrantResults({ results, facts, isBusy, task }: Props) {
  const styles = useStyles();
  const root = useRef<HTMLElement>(null);
  const failed = [...results.values()].filter(({ state }) => state === 'failed').length;
  // They stand above the fields, and so perhaps out of sight of whoever pressed the button.
  useEffect(() => {
    if (failed === 0) return;
    root.current?.focus({ preventScroll: true });
    root.current?.scrollIntoView({ block: 'start' });
  }, [results, failed]);
  return (
    <section className={styles.root} aria-label="Results" ref={root} tabIndex={-1}>
      <h3 className={styles.title}>Results</h3>
      <ul className={styles.list} role="list" aria-label="Results">
        {[...results].map(([key, result]) => (
          <li key={key} className={styles.line}>
            <Outcome result={result} />
            <span>
              {displayText(nameOf(key, facts))}: <span className={styles.text}>{resultText(result)}</span>
            </span>
          </li>
        ))}
      </ul>
      {failed > 0 && task && (
        <>
          <p className={styles.text}>Some of the task’s grants were not made, so no pass was issued yet.</p>
          <div className={styles.buttons}>
            {task.onIssueAnyway && (
              <Button disabledFocusable={isBusy} onClick={task.onIssueAnyway}>
                Issue the pass anyway
              </Button>
            )}
            <Button disabledFocusable={isBusy} onClick={task.onEnd}>
              End the task
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** Nobody is told that something was not made while that is not certain. */
function Outcome({ result }: { readonly result: GrantMade }) {
  if (result.state === 'made') return <Tag tone="success">Made</Tag>;
  return result.error.kind === 'outcome-unknown' ? <Tag tone="warning">Not certain</Tag> : <Tag tone="danger">Not made</Tag>;
}

export function resultText(result: GrantMade): string {
  if (result.state === 'failed') return whyNot(result.error);
  const { grant } = result;
  const from = grant.state === 'future' && grant.startDateTime !== null ? `from ${instantText(new Date(grant.startDateTime))} ` : '';
  return `${HOW_WORDS[grant.how].toLowerCase()}, ${scopeText(grant)}, ${from}until ${endText(grant.endDateTime)}.${grant.state === 'provisioning' ? ' PIM has taken it and is setting it up; that takes up to a minute or so.' : ''}`;
}

/** One refused, none made: the others were stopped before anything was sent. */
function whyNot(error: AppError): string {
  if (error.kind === 'cancelled') return 'PIM refused another one, so this one was not sent.';
  const { happened, next, reference } = failureText(error);
  return [happened, next, reference].filter((part) => part !== '').join(' ');
}
