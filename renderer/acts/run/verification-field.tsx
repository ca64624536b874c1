import { Field, Input, makeStyles, Radio, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import { SEEN_MAXIMUM } from '../../../shared/domain/verification';
import { validation } from '../../ui/validation';
import { SEEN_HINT, VERIFICATION_WORDS } from '../../ui/verification-text';
import type { DraftProblems, RunDraft, RunVerification } from './run-draft';

type Props = {
  readonly draft: RunDraft;
  readonly kinds: readonly RunVerification[];
  readonly problems: DraftProblems;
  readonly onDraft: (change: Partial<RunDraft>) => void;
};

const WORDS: Readonly<Record<RunVerification, string>> = {
  'manager-attested': 'Each person’s manager attested',
  'photo-id': VERIFICATION_WORDS['photo-id'],
  'verified-id': VERIFICATION_WORDS['verified-id'],
};

const useStyles = makeStyles({
  group: { display: 'grid', gap: '2px', padding: '10px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke1}` },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  seen: { marginInlineStart: '34px', marginBottom: '6px' },
  quiet: { margin: 0, marginInlineStart: '34px', color: tokens.colorNeutralForeground2 },
  problem: { margin: 0, padding: '4px 8px', color: tokens.colorStatusDangerForeground1 },
});

/** How the operator made sure of all of them. What does not count for somebody leaves them out of the run. */
export function VerificationField({ draft, kinds, problems, onDraft }: Props) {
  const styles = useStyles();
  const { verification: chosen } = draft;
  return (
    <div className={styles.group} role="group" aria-label="Verification" aria-describedby={problems.verification === '' ? undefined : 'run-verification-problem'} data-place="verification">
      <h3 className={styles.title}>Verification</h3>
      {kinds.length === 0 && <p className={styles.problem}>The desk policy accepts no verification that can be made for many people at once. Issue their passes one by one.</p>}
      {kinds.map((kind) => (
        <Fragment key={kind}>
          <Radio name="run-verification" value={kind} checked={chosen === kind} onChange={() => onDraft({ verification: kind })} label={WORDS[kind]} />
          {chosen === kind && kind === 'manager-attested' && <p className={styles.quiet}>The manager on file attested to each. Whoever has none, or whose manager changed lately, is left out.</p>}
          {chosen === kind && kind !== 'manager-attested' && (
            <Field className={styles.seen} label="What you saw" data-place="against" hint={SEEN_HINT[kind] ?? ''} {...validation(problems.against)}>
              <Input value={draft.against} maxLength={SEEN_MAXIMUM} autoComplete="off" onChange={(_, data) => onDraft({ against: data.value })} />
            </Field>
          )}
        </Fragment>
      ))}
      {problems.verification !== '' && (
        <p id="run-verification-problem" className={styles.problem}>
          {problems.verification}
        </p>
      )}
    </div>
  );
}
