import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { expiryOf } from '../../../shared/domain/pass';
import type { HandOver, HandOverEnd } from '../../../shared/ipc/contract';
import { Failure } from '../../ui/failure';
import { Instant } from '../../ui/instant';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import type { OpenPerson } from '../../ui/navigation';
import { leftText, shortText } from '../../ui/time-text';
import { useNow } from '../../ui/use-now';
import { PasscodeShown } from './passcode-shown';
import { CONCEAL_AFTER_SECONDS, useHandOver } from './use-hand-over';

type Props = {
  readonly handOver: HandOver;
  readonly person: OpenPerson;
  readonly onClosed: (end: HandOverEnd) => void;
};

const useStyles = makeStyles({
  body: { display: 'grid', gap: '14px' },
  text: { margin: 0, overflowWrap: 'anywhere' },
  name: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  hidden: { display: 'grid', placeContent: 'center', justifyItems: 'center', minHeight: '120px', padding: '8px 16px', textAlign: 'center', borderRadius: tokens.borderRadiusLarge, border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`, backgroundColor: tokens.colorNeutralBackground2 },
  asking: { margin: 0, display: 'grid', gap: '10px', padding: '14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1 },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  steps: { margin: 0, paddingLeft: '20px', lineHeight: tokens.lineHeightBase400 },
});

/** The one time a passcode is seen. It is asked for, shown for a short while, and forgotten. */
export function HandOverDialog({ handOver, person, onClosed }: Props) {
  const styles = useStyles();
  const show = useRef<HTMLButtonElement>(null);
  const desk = useHandOver(handOver.handle, onClosed);
  const { pass } = handOver;

  return (
    <Modal
      title="Temporary Access Pass"
      onDismiss={desk.askToClose}
      firstFocus={() => show.current}
      actions={
        desk.step !== 'asking' && (
          <Button appearance={desk.wasShown || desk.step === 'gone' ? 'primary' : 'secondary'} disabledFocusable={desk.step === 'closing'} onClick={desk.askToClose}>
            Done
          </Button>
        )
      }
    >
      <div className={styles.body}>
        <p className={styles.text}>
          <span className={styles.quiet}>For </span>
          <bdi className={styles.name}>{displayText(person.displayName)}</bdi> <span className={styles.quiet}>{displayText(person.userPrincipalName)}</span>
          <br />
          Ends <Instant at={expiryOf(pass).toISOString()} />, usable {pass.isUsableOnce ? 'once' : 'many times until then'}.
        </p>
        {desk.step === 'gone' ? (
          <p className={styles.text}>
            {desk.end && GONE[desk.end]}
          </p>
        ) : (
          <>
            {desk.passcode === null ? <div className={styles.hidden}>{hiddenText(desk)}</div> : <PasscodeShown passcode={desk.passcode} />}
            <div className={styles.row}>
              <Button ref={into(show)} appearance={desk.wasShown ? 'secondary' : 'primary'} disabledFocusable={desk.step !== 'open'} onClick={desk.passcode === null ? desk.reveal : desk.conceal}>
                {desk.passcode === null ? 'Show passcode' : 'Hide passcode'}
              </Button>
              <span className={styles.quiet}>
                {desk.passcode === null ? <KeptUntil keptUntil={handOver.keptUntil} /> : `Hides after ${CONCEAL_AFTER_SECONDS} seconds, or when you leave this window.`}
              </span>
            </div>
          </>
        )}
        {desk.step === 'asking' && (
          <div className={styles.asking} role="group" aria-label="Nobody has seen this passcode">
            <p className={styles.text}>Nobody has seen this passcode. The pass will be revoked.</p>
            <div className={styles.row}>
              <Button appearance="primary" ref={focusAtOnce} onClick={desk.reveal}>
                Show it
              </Button>
              <Button onClick={desk.close}>Revoke the pass and close</Button>
            </div>
          </div>
        )}
        {desk.error && <Failure error={desk.error} />}
        {desk.hasFailedToClose && !desk.wasShown && (
          <p className={styles.asking}>
            Nobody has seen the passcode, and the pass could not be revoked yet. You can still show it. Done closes this; Tapdesk keeps trying while it is open, and you can revoke the pass from the person’s panel.
          </p>
        )}
        <div>
          <p className={styles.text}>Tell the caller:</p>
          <ol className={styles.steps}>
            {Date.parse(pass.startDateTime) > Date.parse(pass.createdDateTime ?? pass.startDateTime) + 120_000 && (
              <li>
                It does not work before <Instant at={pass.startDateTime} />.
              </li>
            )}
            <li>Sign in with {displayText(person.userPrincipalName)}.</li>
            <li>Choose “Use a Temporary Access Pass” if asked how, and enter the passcode exactly: capitals matter.</li>
            <li>Set up the new sign-in method before the pass ends{pass.isUsableOnce ? ', in the same session: it works once' : ''}.</li>
          </ol>
        </div>
      </div>
    </Modal>
  );
}

const GONE: Readonly<Record<HandOverEnd, string>> = {
  seen: 'The passcode is gone from this desk: its time was up, or the computer was locked. It had been shown, so the pass stays as it is. Issue a new pass if the person still needs one.',
  revoked: 'The passcode is gone from this desk. Nobody had seen it, so the pass was revoked. Issue again if the person still needs one.',
  'still-live': 'The passcode is gone from this desk. Nobody had seen it, and the pass could not be revoked yet. Tapdesk keeps trying while it is open; you can revoke it from the person’s panel.',
};

function hiddenText({ wasDropped, wasShown }: ReturnType<typeof useHandOver>): string {
  if (wasDropped) return 'Concealed: the window lost the focus. Show it again.';
  return wasShown ? 'Hidden again.' : 'Hidden. Show it when the person is ready to write.';
}

/** Stable, so that it runs when the button appears and not on every render. */
const focusAtOnce = (button: HTMLButtonElement | null) => button?.focus();

function KeptUntil({ keptUntil }: { readonly keptUntil: string }) {
  const now = useNow();
  const until = new Date(keptUntil);
  return <>{`Tapdesk keeps it until ${shortText(until, now)} (${leftText(until, now)}).`}</>;
}
