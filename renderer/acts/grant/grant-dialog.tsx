import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type RefObject, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { LimitProblem } from '../../../shared/errors';
import type { GrantMade, GrantVerdict } from '../../../shared/ipc/contract';
import { useSignedIn } from '../../bridge/session';
import { AskConsent } from '../../ui/ask-consent';
import { Breakable } from '../../ui/breakable';
import { Acknowledge, CheckList } from '../../ui/check-list';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { KindTag } from '../../ui/kind-tag';
import { limitText, placeOf, type ProblemPlace } from '../../ui/limit-text';
import { useAnnounce } from '../../ui/live';
import { missingConsent } from '../../ui/missing-consent';
import { Modal } from '../../ui/modal';
import type { OpenPerson, PassTask } from '../../ui/navigation';
import { StandsInWay } from '../../ui/stands-in-way';
import { Tag } from '../../ui/tag';
import { tierText } from '../../ui/tier-text';
import { whyNotIssue } from '../../ui/why-not';
import { Catalogue } from './catalogue';
import { ContractNote, contractEndsAt } from './contract-note';
import { EndTaskDialog } from './end-task-dialog';
import { TemplateField, WhyFields } from './grant-fields';
import { problemsText } from './grant-draft';
import { GrantResults } from './grant-results';
import { GrantWhen } from './grant-when';
import { PassField } from './pass-field';
import { ScopeField } from './scope-field';
import { type GrantStep, nameOf, useGrant } from './use-grant';

type Props = {
  readonly person: OpenPerson;
  /** @param made - Something was made, or may have been. */
  readonly onClose: (made: boolean) => void;
  /** The grants are made; the pass that goes with them is to be issued. */
  readonly onTask: (task: PassTask) => void;
};

const BUTTON: Readonly<Record<GrantStep, string>> = { check: 'Check with PIM', grant: 'Grant', retry: 'Try again', done: 'Done' };

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px', outlineStyle: 'none' },
  who: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', margin: 0, overflowWrap: 'anywhere' },
  name: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  upn: { color: tokens.colorNeutralForeground2 },
  // Cancel beside it stays where it is whatever this one says.
  go: { minWidth: '130px' },
  pending: { margin: 0, padding: '24px 0', color: tokens.colorNeutralForeground3 },
});

/**
 * What for, which roles, where, how long, why. The same rules as in the main process judge every keystroke; then PIM is
 * asked without making anything, and only what it accepts is made. By keyboard Enter asks, and Enter once more grants.
 */
export function GrantDialog({ person, onClose, onTask }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const { tenant, operator } = useSignedIn();
  const form = useRef<HTMLFormElement>(null);
  const [touched, setTouched] = useState<ReadonlySet<ProblemPlace>>(new Set());
  const [isEndingTask, setIsEndingTask] = useState(false);
  const onProblem = (first: LimitProblem) => {
    announce(limitText(first), 'assertive');
    focusPlace(form.current, placeOf(first));
  };
  const onVerdicts = (verdicts: readonly GrantVerdict[]) => {
    const refused = verdicts.filter(({ state }) => state === 'refused').length;
    announce(refused === 0 ? 'PIM would accept this. The button now grants it.' : `PIM would refuse ${refused} of ${verdicts.length}. Why stands beside each.`, refused === 0 ? 'polite' : 'assertive');
  };
  const onMade = (isWhole: boolean, done: ReadonlyMap<string, GrantMade>, passOf: PassTask | null) => {
    const made = [...done.values()].filter(({ state }) => state === 'made').length;
    announce(isWhole ? `${made} granted.` : `${made} of ${done.size} granted. What was not, and why, stands under Results.`, isWhole ? 'polite' : 'assertive');
    if (isWhole && passOf) onTask(passOf);
  };
  const desk = useGrant(person.id, { onProblem, onVerdicts, onMade });
  const { read, judged, draft, results, task, wasSubmitted, verdicts } = desk;
  // Whoever pressed the button may be far below what was refused.
  useEffect(() => {
    if (verdicts !== null) showRefused(form.current);
  }, [verdicts]);
  useFocusOnceRead(form, judged !== null);

  const isDone = desk.step === 'done';
  const goOn = useRef<HTMLButtonElement>(null);
  // The fields are gone, and with them whatever had the focus.
  useEffect(() => {
    if (isDone) goOn.current?.focus();
  }, [isDone]);
  const problemAt = (place: ProblemPlace) => {
    if (isDone) return '';
    const problems = (judged?.problems ?? []).filter((problem) => placeOf(problem) === place && (wasSubmitted || touched.has(place)));
    return problemsText(problems);
  };
  const isAcknowledged = judged?.askable.every((id) => draft.acknowledged.includes(id)) ?? false;
  const facts = read.data?.facts;
  const noPass = facts ? whyNotIssue(facts.person, { operatorId: operator.id, passesAvailable: tenant.passesAvailable }) : '';
  const close = () => {
    if (!desk.isBusy) onClose(results.size > 0 || desk.error !== null);
  };
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (isDone) close();
    else if (judged) desk.submit();
    else announce(read.error ? 'What decides about this grant could not be read, so nothing can be granted.' : 'The person is still being read.', 'assertive');
  };

  if (isEndingTask && facts && task) {
    return <EndTaskDialog person={person} taskId={task.taskId} nameOf={(what) => nameOfSchedule(what, results, (key) => nameOf(key, facts))} onClose={(wasEnded) => (wasEnded ? onClose(true) : setIsEndingTask(false))} />;
  }
  return (
    <Modal
      title="Grant a role"
      isWide
      onDismiss={close}
      onControlEnter={() => submit()}
      firstFocus={() => form.current}
      actions={
        <>
          {!isDone && (
            <Button disabledFocusable={desk.isBusy} onClick={close}>
              {desk.made.size > 0 ? 'Close' : 'Cancel'}
            </Button>
          )}
          <Button key="go-on" ref={into(goOn)} className={styles.go} appearance="primary" disabledFocusable={desk.isBusy || (!judged && read.error !== null)} onClick={() => submit()}>
            {desk.isBusy ? (desk.isChecking ? 'Asking PIM…' : 'Working…') : BUTTON[desk.step]}
          </Button>
        </>
      }
    >
      <form ref={form} className={styles.form} tabIndex={-1} noValidate aria-busy={desk.isBusy || !judged} onSubmit={submit} onKeyDown={submitOnEnter}>
        <p className={styles.who}>
          <bdi className={styles.name}>{displayText(person.displayName)}</bdi>
          {facts && <KindTag kind={facts.person.kind} />}
          {judged && <Tag tone={judged.tier.tier === 'privileged' ? 'warning' : 'neutral'}>{`Tier: ${tierText(judged.tier)}`}</Tag>}
          <span className={styles.upn}>
            <Breakable text={displayText(person.userPrincipalName)} />
          </span>
        </p>
        {!judged && !read.error && <p className={styles.pending}>Reading what may be granted…</p>}
        {results.size > 0 && facts && (
          <GrantResults
            results={results}
            facts={facts}
            isBusy={desk.isBusy}
            task={task && desk.made.size > 0 ? { onIssueAnyway: noPass === '' ? () => onTask(task) : null, onEnd: () => setIsEndingTask(true) } : null}
          />
        )}
        {judged && read.data && !isDone && (
          <>
            <StandsInWay title="Nothing can be granted now" problems={judged.problems} />
            <ContractNote facts={read.data.facts} rules={read.data.rules} />
            <TemplateField templates={read.data.rules.grants.templates} judged={judged} problem={problemAt('template')} onDraft={desk.change} />
            <Catalogue desk={desk} facts={read.data.facts} rules={read.data.rules.grants} problem={problemAt('roles')} />
            <ScopeField scope={draft.scope} units={read.data.facts.units} problem={problemAt('scope')} onScope={(scope) => desk.change({ scope })} />
            <WhyFields draft={draft} judged={judged} ticketSystem={read.data.rules.grants.ticketSystem} problemAt={problemAt} onDraft={desk.change} onTouched={(place) => setTouched((current) => new Set(current).add(place))} />
            <GrantWhen
              draft={draft}
              judged={judged}
              now={desk.now}
              contractEndsAt={contractEndsAt(read.data.facts, read.data.rules)}
              problemAt={problemAt}
              onDraft={desk.change}
              onTouched={(place) => setTouched((current) => new Set(current).add(place))}
            />
            <PassField facts={read.data.facts} judged={judged} isOn={draft.withPass} isFixed={desk.made.size > 0} noPass={noPass} onChange={(withPass) => desk.change({ withPass })} />
            <CheckList lines={judged.lines} readAt={read.data.facts.readAt} isReading={read.isFetching} onReadAgain={() => void read.refetch()} />
            <AskConsent features={missingConsent(judged.lines, read.data.facts.operator.scopes)} words="Tapdesk has not asked for some of the permissions yet." onConsented={() => void read.refetch()} />
            {judged.askable.length > 0 && (
              <Acknowledge verb="Grant" lines={judged.lines.filter(({ id }) => judged.askable.includes(id))} isAcknowledged={isAcknowledged} isAsked={wasSubmitted && !isAcknowledged} onAcknowledge={desk.acknowledge} />
            )}
          </>
        )}
        {read.error && <Failure error={read.error} onRetry={() => void read.refetch()} />}
        {desk.error && <Failure error={desk.error} onRetry={() => submit()} />}
      </form>
    </Modal>
  );
}

/** The name of the role or group whose schedule this is; the id itself where it is none of these. */
function nameOfSchedule(scheduleId: string, results: ReadonlyMap<string, GrantMade>, name: (key: string) => string): string {
  const found = [...results].find(([, result]) => result.state === 'made' && result.grant.scheduleId === scheduleId);
  return found ? name(found[0]) : scheduleId;
}

/** While the person is read the form itself has the focus, so that Escape works; then the template, if nobody has moved on. */
function useFocusOnceRead(form: RefObject<HTMLFormElement | null>, isRead: boolean): void {
  useEffect(() => {
    if (isRead && form.current && document.activeElement === form.current) focusPlace(form.current, 'template');
  }, [form, isRead]);
}

/** What there is to type into or to choose at this place; the list of checks where nothing in the form would help. */
function focusPlace(form: HTMLElement | null, place: ProblemPlace): void {
  const find = (selector: string) => form?.querySelector<HTMLElement>(selector);
  (find(`[data-place="${place}"] :is(input, textarea, select):enabled`) ?? find('[data-place="person"] [role="list"]'))?.focus();
}

/** The first that PIM would refuse, if any, with the focus on it: its description says why. */
function showRefused(form: HTMLElement | null): void {
  const row = form?.querySelector<HTMLElement>('[data-verdict="refused"]');
  row?.querySelector<HTMLElement>('input[type="checkbox"]')?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'center' });
}

/** Enter sends the form from every field, the tall one included; Shift+Enter makes a new line there. */
function submitOnEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  if (event.target instanceof HTMLButtonElement || event.target instanceof HTMLSelectElement) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
