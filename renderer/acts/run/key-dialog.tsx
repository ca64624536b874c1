import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { passcodeGroups, type SpokenCharacter } from '../../../shared/domain/passcode';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import { SecretShown } from '../hand-over/passcode-shown';
import { passcodes } from './run-words';
import { KEY_CONCEAL_AFTER_SECONDS, useKey } from './use-key';

type Props = {
  readonly keyHandle: string;
  readonly file: string;
  /** Passcodes in it. */
  readonly sealed: number;
  readonly from: Element | null;
  readonly onClosed: () => void;
};

const useStyles = makeStyles({
  body: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  hidden: { display: 'grid', placeContent: 'center', minHeight: '96px', padding: '8px 16px', textAlign: 'center', borderRadius: tokens.borderRadiusLarge, border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`, backgroundColor: tokens.colorNeutralBackground2 },
  asking: { display: 'grid', gap: '10px', padding: '14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1 },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** The one time the key of an encrypted PDF is seen. It is asked for, noted or read aloud, and forgotten. */
export function KeyDialog({ keyHandle, file, sealed, from, onClosed }: Props) {
  const styles = useStyles();
  const show = useRef<HTMLButtonElement>(null);
  const { key, wasSeen, wasDropped, isGone, error, reveal, conceal, finish } = useKey(keyHandle, onClosed);
  const [isAsking, setIsAsking] = useState(false);
  const done = () => {
    if (isGone || error?.kind === 'passcode-gone') onClosed();
    else if (wasSeen) finish();
    else setIsAsking(!isAsking);
  };
  const showInstead = () => {
    setIsAsking(false);
    reveal();
  };
  return (
    <Modal
      title="Key of the encrypted PDF"
      isWide
      from={from}
      onDismiss={done}
      firstFocus={() => show.current}
      actions={
        !isAsking && (
          <>
            {!isGone && (
              <Button ref={into(show)} appearance={wasSeen ? 'secondary' : 'primary'} onClick={key === null ? reveal : conceal}>
                {key === null ? 'Show key' : 'Hide key'}
              </Button>
            )}
            <Button appearance={wasSeen || isGone ? 'primary' : 'secondary'} onClick={done}>
              Done
            </Button>
          </>
        )
      }
    >
      <div className={styles.body}>
        <p className={styles.text}>
          {passcodes(sealed)} went into {displayText(file, 300)}. Note the key or read it aloud to whoever opens the file, and keep it apart from the file. After Done Tapdesk keeps it nowhere: without it the file opens to nobody. With Done the passcodes count as handed over.
        </p>
        {isAsking && (
          <div className={styles.asking} role="group" aria-label="Nobody has seen the key">
            <p className={styles.text}>Nobody has seen the key, so the file would open to nobody. Its passcodes would wait with the others that nobody has yet.</p>
            <div className={styles.row}>
              <Button appearance="primary" ref={focusAtOnce} onClick={showInstead}>
                Show it
              </Button>
              <Button onClick={onClosed}>Close without the key</Button>
            </div>
          </div>
        )}
        {isGone && <p className={styles.text}>The key is gone from this desk: its time was up, or the computer was locked.{wasSeen ? '' : ' Nobody had seen it, so the file opens to nobody.'}</p>}
        {!isGone && key === null && <div className={styles.hidden}>{wasDropped ? 'Concealed: the window lost the focus. Show it again.' : wasSeen ? 'Hidden again.' : 'Hidden. Show it when you are ready to note it.'}</div>}
        {key !== null && <SecretShown name="Key" groups={groupsOf(key)} />}
        {key !== null && <p className={styles.text}>The hyphens belong to it. It hides after {KEY_CONCEAL_AFTER_SECONDS} seconds, and when you leave this window.</p>}
        {error && <Failure error={error} />}
      </div>
    </Modal>
  );
}

/** Stable, so that it runs when the button appears and not on every render. */
const focusAtOnce = (button: HTMLButtonElement | null) => button?.focus();

/** As it is written: each group ends with its hyphen. */
function groupsOf(key: string): readonly (readonly SpokenCharacter[])[] {
  return key.split(/(?<=-)/).map((part) => passcodeGroups(part).flat());
}
