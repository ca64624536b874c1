import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type RefObject, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { PersonDetails } from '../../../shared/domain/person';
import type { LimitProblem } from '../../../shared/errors';
import type { HandOver } from '../../../shared/ipc/contract';
import { Tag } from '../../ui/tag';
import { AskConsent } from '../../ui/ask-consent';
import { Breakable } from '../../ui/breakable';
import { Acknowledge, CheckList } from '../../ui/check-list';
import { Failure } from '../../ui/failure';
import { Instant } from '../../ui/instant';
import { limitText, placeOf, type ProblemPlace } from '../../ui/limit-text';
import { useAnnounce } from '../../ui/live';
import { missingConsent } from '../../ui/missing-consent';
import { Modal } from '../../ui/modal';
import type { PassTask } from '../../ui/navigation';
import { StandsInWay } from '../../ui/stands-in-way';
import { tierText } from '../../ui/tier-text';
import { IssueFields, ScenarioField } from './issue-fields';
import { ReplacePass } from './replace-pass';
import { KindTag } from '../../ui/kind-tag';
import { areAcknowledged, useIssue } from './use-issue';
import { VerificationGroup } from './verification-group';

type Props = {
  readonly person: PersonDetails;
  /** The grants the pass goes with; null without any. */
  readonly task: PassTask | null;
  readonly onClose: () => void;
  readonly onIssued: (handOver: HandOver) => void;
  /** Something may have changed in Entra although no pass came back. */
  readonly onUncertain: () => void;
};

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px', outlineStyle: 'none' },
  who: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', margin: 0, overflowWrap: 'anywhere' },
  name: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  upn: { color: tokens.colorNeutralForeground2 },
  task: { margin: 0, color: tokens.colorNeutralForeground2 },
  pending: { margin: 0, padding: '24px 0', color: tokens.colorNeutralForeground3 },
});

/**
 * Who is calling, why, for how long. The same rules as in the main process judge every keystroke.
 *
 * By keyboard, from the search box, beyond the text typed: Enter (open the person), I, Space (first verification), Tab
 * (ticket), Tab (reason), Enter (to the checks that could not be made), Space (go on without them), Enter (issue); then
 * in the hand-over Space (show), Tab, Enter (done). Eleven keys; without anything to acknowledge nine.
 */
export function IssueDialog({ person, task, onClose, onIssued, onUncertain }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const [touched, setTouched] = useState<ReadonlySet<ProblemPlace>>(new Set());
  const onProblem = (first: LimitProblem) => {
    announce(limitText(first), 'assertive');
    focusPlace(form.current, placeOf(first));
  };
  const desk = useIssue(person.id, task, onIssued, onProblem);
  const { judged, preflight, draft, wasSubmitted } = desk;
  useFocusOnceRead(form, judged !== null);

  const problemAt = (place: ProblemPlace) => {
    const problems = (judged?.problems ?? []).filter((problem) => placeOf(problem) === place && (wasSubmitted || touched.has(place)));
    return [...new Set(problems.map(limitText))].join(' ');
  };
  const isAcknowledged = judged !== null && areAcknowledged(judged.askable, draft.acknowledged);
  const mustAgree = judged?.existing != null && draft.replaces !== judged.existing.id;
  const close = () => {
    if (desk.isBusy) return;
    if (desk.error) onUncertain();
    onClose();
  };
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (judged) desk.submit();
    else announce(preflight.error ? 'What decides about this pass could not be read, so nothing can be issued.' : 'The person is still being read.', 'assertive');
  };

  return (
    <Modal
      title="Issue a Temporary Access Pass"
      isWide
      onDismiss={close}
      onControlEnter={() => submit()}
      firstFocus={() => form.current}
      actions={
        <>
          <Button disabledFocusable={desk.isBusy} onClick={close}>
            Cancel
          </Button>
          <Button appearance="primary" disabledFocusable={desk.isBusy || (!judged && preflight.error !== null)} onClick={() => submit()}>
            {desk.isBusy ? 'Issuing…' : 'Issue'}
          </Button>
        </>
      }
    >
      <form ref={form} className={styles.form} tabIndex={-1} noValidate aria-busy={desk.isBusy || !judged} onSubmit={submit} onKeyDown={submitOnEnter}>
        <p className={styles.who}>
          <bdi className={styles.name}>{displayText(person.displayName)}</bdi>
          <KindTag kind={person.kind} />
          {judged && <Tag tone={judged.tier.tier === 'privileged' ? 'warning' : 'neutral'}>{`Tier: ${tierText(judged.tier)}`}</Tag>}
          <span className={styles.upn}>
            <Breakable text={displayText(person.userPrincipalName)} />
          </span>
        </p>
        {!judged && !preflight.error && <p className={styles.pending}>Reading what decides about this pass…</p>}
        {judged && preflight.data && (
          <>
            {preflight.data.facts.taskEndsAt !== null && (
              <p className={styles.task}>
                This pass goes with grants that end <Instant at={preflight.data.facts.taskEndsAt} />, and ends no later than they do.
              </p>
            )}
            <StandsInWay title="No pass can be issued now" problems={judged.problems} />
            <ScenarioField scenarios={preflight.data.rules.scenarios} judged={judged} onDraft={desk.change} />
            <VerificationGroup desk={desk.verification} facts={preflight.data.facts} limits={judged.limits} now={desk.now} problem={problemAt('verification')} />
            <IssueFields
              draft={draft}
              judged={judged}
              now={desk.now}
              problemAt={problemAt}
              onDraft={desk.change}
              onTouched={(place) => setTouched((current) => new Set(current).add(place))}
            />
            <CheckList lines={judged.lines} readAt={preflight.data.facts.readAt} isReading={preflight.isFetching} onReadAgain={() => void preflight.refetch()} />
            <AskConsent
              features={missingConsent(judged.lines, preflight.data.facts.operator.scopes)}
              words="Tapdesk has not asked for some of the permissions yet."
              onConsented={() => void preflight.refetch()}
            />
            {judged.existing && (
              <ReplacePass
                endsAt={judged.existing.endsAt}
                pass={judged.existing.pass}
                isAgreed={!mustAgree}
                isAsked={wasSubmitted && mustAgree}
                onAgreed={(agreed) => desk.change({ replaces: agreed ? (judged.existing?.id ?? null) : null })}
              />
            )}
            {judged.askable.length > 0 && (
              <Acknowledge verb="Issue" lines={judged.lines.filter(({ id }) => judged.askable.includes(id))} isAcknowledged={isAcknowledged} isAsked={wasSubmitted && !isAcknowledged} onAcknowledge={desk.acknowledge} />
            )}
          </>
        )}
        {preflight.error && <Failure error={preflight.error} onRetry={() => void preflight.refetch()} />}
        {desk.error && <Failure error={desk.error} onRetry={() => submit()} />}
      </form>
    </Modal>
  );
}

/** While the person is read the form itself has the focus, so that Escape works; then the first verification, if nobody has moved on. */
function useFocusOnceRead(form: RefObject<HTMLFormElement | null>, isRead: boolean): void {
  useEffect(() => {
    if (isRead && form.current && document.activeElement === form.current) focusPlace(form.current, 'verification');
  }, [form, isRead]);
}

/** What there is to type into or to choose at this place; the list of checks where nothing in the form would help. */
function focusPlace(form: HTMLElement | null, place: ProblemPlace): void {
  const find = (selector: string) => form?.querySelector<HTMLElement>(selector);
  const inPlace = `[data-place="${place}"]`;
  const written = place === 'verification' ? find(`${inPlace} input:not([type="radio"])`) : null;
  (written ?? find(`${inPlace} :is(input, textarea):enabled`) ?? find('[data-place="person"] [role="list"]'))?.focus();
}

/** Enter sends the form from every field, the tall one included; Shift+Enter makes a new line there. */
function submitOnEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  if (event.target instanceof HTMLButtonElement || event.target instanceof HTMLSelectElement) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
