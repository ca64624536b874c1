import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type SyntheticEvent, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { issueProblems, lifetimeBounds } from '../../../shared/domain/issue-limits';
import type { Known } from '../../../shared/domain/known';
import { canStillOpen, expiryOf, type PassPolicy } from '../../../shared/domain/pass';
import type { PersonDetails } from '../../../shared/domain/person';
import type { HandOver } from '../../../shared/ipc/contract';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { limitText, placeOf, type ProblemPlace } from '../../ui/limit-text';
import { useAnnounce } from '../../ui/live';
import { Modal } from '../../ui/modal';
import { useNow } from '../../ui/use-now';
import { EMPTY_DRAFT, requestOf } from './issue-draft';
import { IssueFields } from './issue-fields';
import { ReplacePass } from './replace-pass';
import { KindTag } from './tags';

type Props = {
  readonly details: PersonDetails;
  /** Undefined while it is being read. */
  readonly policy: Known<PassPolicy> | undefined;
  readonly operatorId: string;
  readonly onClose: () => void;
  readonly onIssued: (handOver: HandOver) => void;
  /** Something may have changed in Entra although no pass came back. */
  readonly onUncertain: () => void;
};

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px' },
  who: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', margin: 0, overflowWrap: 'anywhere' },
  name: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  upn: { color: tokens.colorNeutralForeground2 },
});

/** For whom, how long, why. The same rules as in the main process judge every keystroke. */
export function IssueDialog({ details, policy, operatorId, onClose, onIssued, onUncertain }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const now = useNow(5000);
  const issue = useMethod('passes.issue');
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [touched, setTouched] = useState<ReadonlySet<ProblemPlace>>(new Set());
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [replaces, setReplaces] = useState<string | null>(null);

  const knownPolicy = policy?.known ? policy.value : null;
  const bounds = lifetimeBounds(knownPolicy);
  const request = requestOf(draft, bounds, knownPolicy);
  const problems = issueProblems(request, { policy: knownPolicy, person: details, operatorId, now });
  const shownProblems = problems.filter((problem) => wasSubmitted || touched.has(placeOf(problem)));
  const existing = existingPass(details, issue.error, now);
  const mustAgree = existing !== null && replaces !== existing.id;

  const close = () => {
    if (issue.isPending) return;
    if (issue.error) onUncertain();
    onClose();
  };
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    setWasSubmitted(true);
    const [first] = problems;
    if (first || mustAgree) {
      announce(first ? limitText(first) : 'Say first whether the existing pass may be replaced.', 'assertive');
      const place = first ? placeOf(first) : 'replace';
      form.current?.querySelector<HTMLElement>(`[data-place="${place}"] input, [data-place="${place}"] textarea`)?.focus();
      return;
    }
    issue.send({ personId: details.id, ...request, replacesPassId: existing?.id ?? null }, onIssued);
  };

  return (
    <Modal
      title="Issue a Temporary Access Pass"
      onDismiss={close}
      firstFocus={() => form.current?.querySelector('input')}
      actions={
        <>
          <Button disabledFocusable={issue.isPending} onClick={close}>
            Cancel
          </Button>
          <Button appearance="primary" disabledFocusable={issue.isPending} onClick={() => submit()}>
            {issue.isPending ? 'Issuing…' : 'Issue'}
          </Button>
        </>
      }
    >
      <form ref={form} className={styles.form} noValidate aria-busy={issue.isPending} onSubmit={submit} onKeyDown={submitOnEnter}>
        <p className={styles.who}>
          <bdi className={styles.name}>{displayText(details.displayName)}</bdi>
          <KindTag kind={details.kind} />
          <span className={styles.upn}>{displayText(details.userPrincipalName)}</span>
        </p>
        {existing && (
          <ReplacePass
            endsAt={existing.endsAt}
            pass={existing.pass}
            isAgreed={!mustAgree}
            isAsked={wasSubmitted && mustAgree}
            onAgreed={(agreed) => setReplaces(agreed ? existing.id : null)}
          />
        )}
        <IssueFields
          draft={draft}
          request={request}
          bounds={bounds}
          policy={policy}
          problems={shownProblems}
          now={now}
          onDraft={(change) => setDraft((current) => ({ ...current, ...change }))}
          onTouched={(place) => setTouched((current) => new Set(current).add(place))}
        />
        {issue.error && <Failure error={issue.error} onRetry={() => submit()} />}
      </form>
    </Modal>
  );
}

/** The pass a create would displace: the one that was read, or the newer one the main process found before the call. */
function existingPass(details: PersonDetails, error: ReturnType<typeof useMethod<'passes.issue'>>['error'], now: Date) {
  if (error?.kind === 'pass-exists') return { id: error.passId, endsAt: error.expiresAt, pass: null };
  const pass = details.pass.known ? details.pass.value : null;
  return pass && canStillOpen(pass, now) ? { id: pass.id, endsAt: expiryOf(pass).toISOString(), pass } : null;
}

/** Enter sends the form from every field, the tall one included; Shift+Enter makes a new line there. */
function submitOnEnter(event: React.KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
  if (event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
