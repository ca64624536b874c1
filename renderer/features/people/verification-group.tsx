import { Field, Input, makeStyles, mergeClasses, Radio, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { Limits, VerificationKind } from '../../../shared/domain/limits';
import type { PassFacts } from '../../../shared/domain/pass-facts';
import { SEEN_MAXIMUM, type VerificationChoice, verificationOptions } from '../../../shared/domain/verification';
import { Failure } from '../../ui/failure';
import { ageText, clockText, leftText } from '../../ui/time-text';
import { NOTHING_ON_FILE, SEEN_HINT, VERIFICATION_WORDS } from '../../ui/verification-text';
import { choiceKey, type VerificationDesk } from './use-verification';

type Props = {
  readonly desk: VerificationDesk;
  readonly facts: PassFacts;
  readonly limits: Limits;
  readonly now: Date;
  /** What is wrong, once it may be said. */
  readonly problem: string;
};

const useStyles = makeStyles({
  group: { display: 'grid', gap: '2px', padding: '10px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke1}` },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  none: { margin: 0, padding: '4px 8px', color: tokens.colorNeutralForeground3 },
  struck: { textDecorationLine: 'line-through' },
  seen: { marginInlineStart: '34px', marginBottom: '6px' },
  done: { margin: 0, padding: '4px 8px', color: tokens.colorStatusSuccessForeground1, fontVariantNumeric: 'tabular-nums' },
  problem: { margin: 0, padding: '4px 8px', color: tokens.colorStatusDangerForeground1 },
});

/** How the operator makes sure who is calling. What changed lately proves nothing, and is struck out with the reason. */
export function VerificationGroup({ desk, facts, limits, now, problem }: Props) {
  const styles = useStyles();
  const ends = desk.recorded ? new Date(Date.parse(desk.recorded.at) + limits.verification.maximumAgeMinutes * 60_000) : null;
  const isOver = ends !== null && ends <= now;
  const isUnread = !facts.recentChanges.known && limits.verification.quarantineDays > 0;
  // Chosen no more once it is over, so that the same one can be chosen again.
  const isChosen = (key: string) => desk.chosen === key && !isOver;

  return (
    <div className={styles.group} role="group" aria-label="Verification" aria-describedby={problem ? 'verification-problem' : undefined} data-place="verification" onKeyDown={onArrow}>
      <h3 className={styles.title}>Verification</h3>
      {verificationOptions(facts, limits, now).map(({ kind, choices }) =>
        choices === null ? (
          <SeenOption key={kind} kind={kind} isChosen={isChosen(choiceKey(kind, null))} onChoose={() => desk.choose(kind, null)} onSeen={(seen) => desk.recordSeen(kind, seen)} />
        ) : choices.length === 0 ? (
          <p key={kind} className={styles.none}>
            {VERIFICATION_WORDS[kind]}: {NOTHING_ON_FILE[kind]}
          </p>
        ) : (
          choices.map((choice) => (
            <Radio
              key={choiceKey(kind, choice)}
              name="verification"
              value={choiceKey(kind, choice)}
              checked={isChosen(choiceKey(kind, choice))}
              disabled={choice.changedAt !== null}
              onChange={() => desk.choose(kind, choice)}
              label={<ChoiceLabel kind={kind} choice={choice} isUnread={isUnread} now={now} />}
            />
          ))
        ),
      )}
      {desk.isRecording && <p className={styles.none}>Recording…</p>}
      {ends && desk.recorded && !isOver && (
        <p className={styles.done}>
          Verified {clockText(new Date(desk.recorded.at), now)}, counts until {clockText(ends, now)} ({leftText(ends, now)})
        </p>
      )}
      {ends && isOver && <p className={styles.problem}>The verification counted until {clockText(ends, now)}. Verify again.</p>}
      {desk.error && <Failure error={desk.error} />}
      {problem && !isOver && (
        <p id="verification-problem" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

type LabelProps = { readonly kind: VerificationKind; readonly choice: VerificationChoice; readonly isUnread: boolean; readonly now: Date };

function ChoiceLabel({ kind, choice: { label, changedAt }, isUnread, now }: LabelProps) {
  const styles = useStyles();
  return (
    <>
      <span className={mergeClasses(changedAt !== null && styles.struck)}>
        {VERIFICATION_WORDS[kind]}: <bdi>{displayText(label)}</bdi>
      </span>
      {changedAt !== null && <span className={styles.quiet}> · changed {ageText(new Date(changedAt), now)}, does not count</span>}
      {changedAt === null && isUnread && <span className={styles.quiet}> · not checked whether it changed</span>}
    </>
  );
}

type SeenProps = { readonly kind: VerificationKind; readonly isChosen: boolean; readonly onChoose: () => void; readonly onSeen: (seen: string) => void };

function SeenOption({ kind, isChosen, onChoose, onSeen }: SeenProps) {
  const styles = useStyles();
  const [seen, setSeen] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    // Records; the form is sent from the fields below it.
    event.preventDefault();
    event.stopPropagation();
    onSeen(seen);
  };
  return (
    <>
      <Radio name="verification" value={choiceKey(kind, null)} checked={isChosen} onChange={onChoose} label={VERIFICATION_WORDS[kind]} />
      {isChosen && (
        <Field className={styles.seen} label="What you saw" hint={`${SEEN_HINT[kind] ?? ''} Recorded with Enter, or when you leave the field.`}>
          <Input value={seen} maxLength={SEEN_MAXIMUM} autoComplete="off" onChange={(_, data) => setSeen(data.value)} onBlur={() => onSeen(seen)} onKeyDown={onKeyDown} />
        </Field>
      )}
    </>
  );
}

/** Arrow keys move the focus and choose nothing: each choice is a statement, so it takes Space or a click. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLInputElement) || event.target.type !== 'radio') return;
  event.preventDefault();
  const radios = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="radio"]:enabled')];
  radios[(radios.indexOf(event.target) + step + radios.length) % radios.length]?.focus();
}
