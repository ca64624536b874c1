import { Button, Checkbox, Field, Input, makeStyles, Textarea, ToggleButton, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type SyntheticEvent, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { evaluateChange } from '../../../shared/domain/evaluate-grant';
import type { GrantRow } from '../../../shared/domain/grant';
import { GrantLineId } from '../../../shared/domain/grant-lines';
import { REASON_MAXIMUM } from '../../../shared/domain/limits';
import { useMethod } from '../../bridge/use-method';
import { useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { endText, scopeText, targetText } from '../../ui/grant-text';
import { limitText, placeOf, type ProblemPlace } from '../../ui/limit-text';
import { useAnnounce } from '../../ui/live';
import { Modal } from '../../ui/modal';
import { LINE_WORDS } from '../../ui/preflight-words';
import { localInputValue, minutesInWords, zoneName } from '../../ui/time-text';
import { useNow } from '../../ui/use-now';
import { validation } from '../../ui/validation';
import { contractEndsAt, ContractNote } from './contract-note';
import { instantOf, problemsText } from './grant-draft';

type Props = {
  readonly row: GrantRow;
  /** @param wasChanged - The end was moved, or may have been. */
  readonly onClose: (wasChanged: boolean) => void;
};

/** Later by this much, in one click. Minutes. */
const STEPS = [60, 240, 1440, 10_080];
const EDGE_PLACES: readonly ProblemPlace[] = ['lifetime', 'reason'];

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  common: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  problem: { margin: 0, color: tokens.colorStatusDangerForeground1, overflowWrap: 'anywhere' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
  ask: { padding: '2px 8px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1 },
});

/** Moves the end of a grant, to later or earlier, within the limits that held when it was made. */
export function ChangeGrantDialog({ row, onClose }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const now = useNow();
  const { person, target, how, scope, scheduleId } = row;
  const read = useRead('grants.facts', { personId: person.id }, { staleTime: 0, keepFor: 0 });
  const change = useMethod('grants.change');
  const [end, setEnd] = useState(() => localInputValue(new Date(row.endDateTime ?? Date.now())));
  const [reason, setReason] = useState('');
  const [acknowledged, setAcknowledged] = useState<readonly GrantLineId[]>([]);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [startEnd] = useState(end);
  const form = useRef<HTMLFormElement>(null);

  const until = instantOf(end);
  const judge = (given: readonly GrantLineId[], at: Date) =>
    read.data ? evaluateChange({ grant: row, until, reason: reason.trim(), acknowledged: given, template: row.template }, { ...read.data, now: at }) : null;
  const problems = judge(acknowledged, now) ?? [];
  /** Lines that one tick answers: those asked about when nothing is acknowledged. */
  const askable = (judge([], now) ?? []).flatMap((problem) => (problem.rule === 'not-acknowledged' && isGrantLine(problem.line) ? [problem.line] : []));
  const isUnchanged = end === startEnd;
  const said = (place: ProblemPlace) => (wasSubmitted || (place === 'lifetime' && !isUnchanged) ? problemsText(problems.filter((problem) => placeOf(problem) === place)) : '');
  const elsewhere = [...new Set(problems.filter((problem) => !EDGE_PLACES.includes(placeOf(problem)) && problem.rule !== 'not-acknowledged').map(limitText))];

  const close = () => {
    if (!change.isPending) onClose(change.error !== null);
  };
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    setWasSubmitted(true);
    if (!read.data) {
      announce(read.error ? 'What decides about this could not be read, so nothing can be changed.' : 'The limits are still being read.', 'assertive');
      return;
    }
    const [first] = judge(acknowledged, new Date()) ?? [];
    if (isUnchanged || first) {
      announce(first ? limitText(first) : UNCHANGED, 'assertive');
      form.current?.querySelector<HTMLElement>(`[data-place="${first ? placeOf(first) : 'lifetime'}"] :is(input, textarea)`)?.focus();
      return;
    }
    change.send({ personId: person.id, scheduleId, target, how, scope, until, reason: reason.trim(), acknowledged }, ({ grant }) => {
      announce(`The grant now ends ${endText(grant.endDateTime)}.`);
      onClose(true);
    });
  };
  const contract = read.data ? contractEndsAt(read.data.facts, read.data.rules) : null;
  const from = row.endDateTime === null ? now.getTime() : Math.max(now.getTime(), Date.parse(row.endDateTime));
  return (
    <Modal
      title="Extend grant"
      onDismiss={close}
      onControlEnter={() => submit()}
      firstFocus={() => form.current?.querySelector<HTMLElement>('input')}
      actions={
        <>
          <Button disabledFocusable={change.isPending} onClick={close}>
            Cancel
          </Button>
          <Button appearance="primary" disabledFocusable={change.isPending} onClick={() => submit()}>
            {change.isPending ? 'Asking PIM…' : 'Change the end'}
          </Button>
        </>
      }
    >
      <form ref={form} className={styles.form} noValidate aria-busy={change.isPending || !read.data} onSubmit={submit} onKeyDown={submitOnEnter}>
        <p className={styles.text}>
          <strong>{targetText(row)}</strong> of <strong>{displayText(person.displayName)}</strong>, {scopeText(row)}, ends {endText(row.endDateTime)}. A later end extends it, an earlier one shortens it.
        </p>
        {read.data && <ContractNote facts={read.data.facts} rules={read.data.rules} />}
        <Field label={`New end (${zoneName})`} data-place="lifetime" {...validation(said('lifetime') || (wasSubmitted && isUnchanged ? UNCHANGED : ''))}>
          <Input type="datetime-local" value={end} onChange={(_, data) => setEnd(data.value)} />
        </Field>
        <div className={styles.common} role="group" aria-label="Common ends">
          {STEPS.map((minutes) => (
            <ToggleButton key={minutes} size="small" shape="circular" appearance="outline" checked={end === localInputValue(new Date(from + minutes * 60_000))} onClick={() => setEnd(localInputValue(new Date(from + minutes * 60_000)))}>
              {minutesInWords(minutes)} later
            </ToggleButton>
          ))}
          {contract !== null && Date.parse(contract) > now.getTime() && (
            <ToggleButton size="small" shape="circular" appearance="outline" checked={end === localInputValue(new Date(contract))} onClick={() => setEnd(localInputValue(new Date(contract)))}>
              Until the contract ends
            </ToggleButton>
          )}
        </div>
        <Field label="Reason" required data-place="reason" {...validation(said('reason'))}>
          <Textarea rows={2} resize="vertical" value={reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => setReason(data.value)} />
        </Field>
        {!read.data && !read.error && <p className={styles.quiet}>Reading the limits…</p>}
        {elsewhere.map((line) => (
          <p key={line} className={styles.problem}>
            {line}
          </p>
        ))}
        {askable.length > 0 && (
          <div className={styles.ask} data-place="acknowledge">
            <Checkbox
              label={`Change it although this could not be checked: ${askable.map((line) => LINE_WORDS[line]).join('; ')}`}
              checked={askable.every((line) => acknowledged.includes(line))}
              aria-invalid={wasSubmitted && problems.some(({ rule }) => rule === 'not-acknowledged')}
              onChange={(_, data) => setAcknowledged(data.checked === true ? askable : [])}
            />
          </div>
        )}
        {read.error && <Failure error={read.error} onRetry={() => void read.refetch()} />}
        {change.error && <Failure error={change.error} onRetry={() => submit()} />}
      </form>
    </Modal>
  );
}

const UNCHANGED = 'Choose another end than it has.';
const isGrantLine = (line: string): line is GrantLineId => GrantLineId.safeParse(line).success;

/** Enter sends the form from every field, the tall one included; Shift+Enter makes a new line there. */
function submitOnEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  if (event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
