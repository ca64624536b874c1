import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { expiryOf } from '../../../shared/domain/pass';
import type { HandOver, HandOverEnd } from '../../../shared/ipc/contract';
import { usePlatform } from '../../bridge/platform';
import { Breakable } from '../../ui/breakable';
import { Failure } from '../../ui/failure';
import { Instant } from '../../ui/instant';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import type { OpenPerson } from '../../ui/navigation';
import { leftText, shortText } from '../../ui/time-text';
import { useNow } from '../../ui/use-now';
import { Delivery } from './delivery';
import { HandOverCard } from './hand-over-card';
import { PasscodeShown } from './passcode-shown';
import { ShowButton } from './show-button';
import { CONCEAL_AFTER_SECONDS, useHandOver } from './use-hand-over';

type Props = {
  readonly handOver: HandOver;
  readonly person: OpenPerson;
  /** It belongs to a run: closing it unseen puts it back among the others, and revokes nothing. */
  readonly isOfRun?: boolean;
  readonly onClosed: (end: HandOverEnd) => void;
};

const useStyles = makeStyles({
  body: { display: 'grid', gap: '14px' },
  text: { margin: 0, overflowWrap: 'anywhere' },
  name: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  hidden: { display: 'grid', placeContent: 'center', justifyItems: 'center', minHeight: '96px', padding: '8px 16px', textAlign: 'center', borderRadius: tokens.borderRadiusLarge, border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`, backgroundColor: tokens.colorNeutralBackground2 },
  asking: { margin: 0, display: 'grid', gap: '10px', padding: '14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1 },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
});

/** The one time a passcode is seen. It is asked for, shown for a short while, and forgotten. */
export function HandOverDialog({ handOver, person, isOfRun = false, onClosed }: Props) {
  const styles = useStyles();
  const show = useRef<HTMLButtonElement>(null);
  const done = useRef<HTMLButtonElement>(null);
  const desk = useHandOver(handOver.handle, isOfRun, onClosed);
  const [isSplit, setIsSplit] = useState(false);
  const { pass } = handOver;
  const { channels } = handOver.delivery;
  // As the main process has it: what was split is meant to be read, half of it.
  const mayBeRead = channels.includes('call') || isSplit;
  useEffect(() => {
    // The question gave way, or the passcode went: the button that had the focus is gone with it.
    if (document.activeElement === document.body) (show.current ?? done.current)?.focus();
  }, [desk.step]);

  return (
    <Modal
      title="Temporary Access Pass"
      isWide
      onDismiss={desk.askToClose}
      firstFocus={() => show.current ?? done.current}
      actions={
        desk.step !== 'asking' && (
          <>
            {/* Beside Done: always in sight, whatever the zoom, and one Tab away from it. */}
            {mayBeRead && desk.step !== 'gone' && (
              <ShowButton ref={into(show)} isShown={desk.passcode !== null} isPrimary={!desk.wasShown} isOff={desk.step !== 'open'} onReveal={desk.reveal} onConceal={desk.conceal} />
            )}
            <Button ref={into(done)} appearance={desk.wasShown || desk.step === 'gone' ? 'primary' : 'secondary'} disabledFocusable={desk.step === 'closing'} onClick={desk.askToClose}>
              Done
            </Button>
          </>
        )
      }
    >
      <div className={styles.body}>
        <p className={styles.text}>
          <span className={styles.quiet}>For </span>
          <bdi className={styles.name}>{displayText(person.displayName)}</bdi> <span className={styles.quiet}><Breakable text={displayText(person.userPrincipalName)} /></span>
          <br />
          Ends <Instant at={expiryOf(pass).toISOString()} />, usable {pass.isUsableOnce ? 'once' : 'many times until then'}.
        </p>
        {desk.step === 'asking' && (
          <div className={styles.asking} role="group" aria-label="Nobody has seen this passcode">
            <p className={styles.text}>Nobody has seen this passcode. The pass will be revoked.</p>
            <div className={styles.row}>
              <Button appearance="primary" ref={focusAtOnce} onClick={mayBeRead ? desk.reveal : desk.askToClose}>
                {mayBeRead ? 'Show it' : 'Go back'}
              </Button>
              <Button onClick={desk.close}>Revoke the pass and close</Button>
            </div>
          </div>
        )}
        {desk.step === 'gone' ? (
          <p className={styles.text}>{desk.end && GONE[desk.end]}</p>
        ) : (
          <>
            {!mayBeRead && <div className={styles.hidden}>{channels.includes('split') ? 'The desk policy lets this passcode be read aloud only after its second half went to the manager.' : 'The desk policy does not let this passcode be shown or read aloud.'} Hand it over in one of the ways below.</div>}
            {mayBeRead && desk.passcode === null && <div className={styles.hidden}>{hiddenText(desk)}</div>}
            {mayBeRead && desk.passcode !== null && <PasscodeShown passcode={desk.passcode} />}
            {(desk.part === 'first-half' || isSplit) && <p className={styles.text}>This is the first half only. The manager has the second half by mail and tells it to the person.</p>}
            <p className={styles.quiet} id="passcode-keeping">
              {desk.passcode === null ? <KeptUntil keptUntil={handOver.keptUntil} canShow={mayBeRead} /> : `Hides after ${CONCEAL_AFTER_SECONDS} seconds, when you leave this window, or when you let go of a long press.`}
            </p>
            {mayBeRead && <NotKeptOut />}
            <Delivery
              handOver={handOver}
              isOff={desk.step !== 'open'}
              isSplit={isSplit}
              onDelivered={desk.delivered}
              onSplit={() => {
                setIsSplit(true);
                desk.conceal();
              }}
            />
          </>
        )}
        {desk.error && <Failure error={desk.error} />}
        {desk.hasFailedToClose && !desk.wasShown && (
          <p className={styles.asking}>
            Nobody has seen the passcode, and the pass could not be revoked yet. You can still show it. Done closes this; Tapdesk keeps trying while it is open, and you can revoke the pass from the person’s panel.
          </p>
        )}
        <HandOverCard handOver={handOver} person={person} />
      </div>
    </Modal>
  );
}

const GONE: Readonly<Record<HandOverEnd, string>> = {
  seen: 'The passcode is gone from this desk: its time was up, or the computer was locked. It had been handed over, so the pass stays as it is. Issue a new pass if the person still needs one.',
  revoked: 'The passcode is gone from this desk. Nobody had seen it, so the pass was revoked. Issue again if the person still needs one.',
  kept: 'Nobody has seen this passcode. It waits with the others of its run.',
  'still-live': 'The passcode is gone from this desk. Nobody had seen it, and the pass could not be revoked yet. Tapdesk keeps trying while it is open; you can revoke it from the person’s panel.',
};

function hiddenText({ wasDropped, wasShown }: ReturnType<typeof useHandOver>): string {
  if (wasDropped) return 'Concealed: the window lost the focus. Show it again.';
  return wasShown ? 'Hidden again.' : 'Hidden. Show it when the person is ready to write.';
}

/** Stable, so that it runs when the button appears and not on every render. */
const focusAtOnce = (button: HTMLButtonElement | null) => button?.focus();

function KeptUntil({ keptUntil, canShow }: { readonly keptUntil: string; readonly canShow: boolean }) {
  const now = useNow();
  const until = new Date(keptUntil);
  return <>{`Tapdesk keeps it until ${shortText(until, now)} (${leftText(until, now)}).${canShow ? ' Hold the button to show it while you hold, or press it to leave it shown.' : ''}`}</>;
}

/** Windows and macOS keep the window out of captures while a passcode is shown; Linux has no way to. */
function NotKeptOut() {
  const styles = useStyles();
  return usePlatform() === 'linux' ? <p className={styles.quiet}>On Linux this window cannot be kept out of screenshots and shared screens: end a shared screen first.</p> : null;
}
