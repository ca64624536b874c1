import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import type { Pass } from '../../../shared/domain/pass';
import { Instant } from '../../ui/instant';
import { leftText } from '../../ui/time-text';
import { useNow } from '../../ui/use-now';

type Props = {
  readonly endsAt: string;
  /** Null when only the main process has seen it. */
  readonly pass: Pass | null;
  readonly isAgreed: boolean;
  /** The operator tried to issue without an answer. */
  readonly isAsked: boolean;
  readonly onAgreed: (agreed: boolean) => void;
};

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gap: '4px',
    padding: '12px 14px 8px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorNeutralForeground1,
  },
  text: { margin: 0 },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  asked: { margin: 0, color: tokens.colorStatusDangerForeground1 },
});

/** A create would take this pass away without a word. Not replacing it is the default. */
export function ReplacePass({ endsAt, pass, isAgreed, isAsked, onAgreed }: Props) {
  const styles = useStyles();
  const now = useNow();
  return (
    <div className={styles.root} role="group" aria-label="Existing pass" data-place="replace">
      <p className={styles.title}>This person has a pass already: {leftText(new Date(endsAt), now)} left</p>
      <p className={styles.text}>
        {pass?.createdDateTime && (
          <>
            Made <Instant at={pass.createdDateTime} withAge />,{' '}
          </>
        )}
        ends <Instant at={endsAt} />
        {pass && (pass.isUsableOnce ? ', usable once' : ', usable many times')}. Somebody may be using it. Issuing a new one makes its passcode worthless at once.
      </p>
      <Checkbox label="Replace it" checked={isAgreed} aria-invalid={isAsked} onChange={(_, data) => onAgreed(data.checked === true)} />
      {isAsked && <p className={styles.asked}>Tick this to replace it, or cancel to leave it as it is.</p>}
    </div>
  );
}
