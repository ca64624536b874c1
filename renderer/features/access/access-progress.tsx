import { Button, makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { AccessResult } from '../../../shared/domain/end-access';
import type { OpenPerson } from '../../ui/navigation';
import { failureText } from '../../ui/failure-text';
import { Tag } from '../../ui/tag';
import { leftText } from '../../ui/time-text';
import { useTicking } from '../../ui/use-ticking';
import { hasToBeRetried, isOver, isPlanned, type PersonState } from './access-run';
import { Leftovers } from './leftovers';
import { outcomeText, stepName } from './step-words';

type Props = {
  readonly people: readonly OpenPerson[];
  readonly states: ReadonlyMap<string, PersonState>;
  readonly words: string;
  /** Null while it goes on: one thing at a time. */
  readonly onRetry: ((personId: string) => void) | null;
};

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px' },
  line: { margin: 0, fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  scroll: { margin: 0, padding: 0, listStyleType: 'none', maxHeight: '52vh', overflowY: 'auto', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke2}`, overflowWrap: 'anywhere', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  person: { padding: '10px 14px', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, lineHeight: tokens.lineHeightBase300 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 10px' },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, flexGrow: 1 },
  steps: { display: 'grid', gap: '6px', margin: '8px 0 0', padding: 0, listStyleType: 'none' },
  step: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: '2px 8px' },
  quiet: { color: tokens.colorNeutralForeground2 },
  more: { flexBasis: '100%' },
});

/** Each person's steps as they come out, with the proof or the reason. */
export function AccessProgress({ people, states, words, onRetry }: Props) {
  const styles = useStyles();
  const over = people.filter(({ id }) => isOver(stateOf(states, id))).length;
  return (
    <div className={styles.root}>
      <p className={styles.line}>{words}</p>
      <ProgressBar aria-label="Progress" value={over} max={Math.max(1, people.length)} />
      <ul className={styles.scroll} aria-label="Results" tabIndex={0}>
        {people.map((person) => {
          const state = stateOf(states, person.id);
          const name = displayText(person.displayName);
          return (
            <li key={person.id} className={styles.person}>
              <div className={styles.head}>
                <h3 className={styles.name}>
                  <bdi>{name}</bdi>
                </h3>
                <PersonTag state={state} />
                {onRetry && hasToBeRetried(state) && (
                  <Button size="small" aria-label={`Retry for ${name}`} onClick={() => onRetry(person.id)}>
                    Retry
                  </Button>
                )}
              </div>
              {state.state === 'pausing' && <Pause until={state.until} />}
              {(state.state === 'refused' || state.state === 'left-out') && <p className={styles.quiet}>{refusalText(state)}</p>}
              {state.state === 'over' && <Steps result={state.result} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

export function stateOf(states: ReadonlyMap<string, PersonState>, personId: string): PersonState {
  return states.get(personId) ?? { state: 'waiting' };
}

function PersonTag({ state }: { readonly state: PersonState }) {
  if (state.state === 'waiting') return <Tag>Not begun</Tag>;
  if (state.state === 'running') return <Tag>Ending, then reading back</Tag>;
  if (state.state === 'pausing') return <Tag tone="warning">Waiting</Tag>;
  if (state.state === 'refused' || hasToBeRetried(state)) return <Tag tone="danger">Not complete</Tag>;
  if (state.state === 'left-out') return <Tag tone="danger">Left out</Tag>;
  if (isPlanned(state)) return <Tag tone="warning">Waits for PIM</Tag>;
  return state.result.isComplete ? <Tag tone="success">Done and proven</Tag> : <Tag tone="warning">Done, as far as could be read</Tag>;
}

function Steps({ result }: { readonly result: AccessResult }) {
  const styles = useStyles();
  return (
    <>
      <ol className={styles.steps} aria-label="Steps">
        {result.steps.map((step) => {
          const { words, more, tone } = outcomeText(step.kind, step.result);
          return (
            <li key={step.id} className={styles.step}>
              <Tag tone={tone}>{words}</Tag>
              <span>{stepName(step)}</span>
              <span className={mergeClasses(styles.quiet, styles.more)}>{more}</span>
            </li>
          );
        })}
      </ol>
      <Leftovers leftovers={result.leftovers} />
    </>
  );
}

function Pause({ until }: { readonly until: number }) {
  const styles = useStyles();
  const rest = useTicking((now) => leftText(new Date(until), now));
  return <p className={styles.quiet}>Microsoft asks for a pause: goes on in {rest}.</p>;
}

function refusalText({ error }: Extract<PersonState, { state: 'refused' | 'left-out' }>): string {
  const { title, happened, next, reference } = failureText(error);
  return [`${title}.`, happened, next, reference].filter(Boolean).join(' ');
}
