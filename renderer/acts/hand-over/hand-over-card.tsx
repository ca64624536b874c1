import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { HandOver } from '../../../shared/ipc/contract';
import { Instant } from '../../ui/instant';
import type { OpenPerson } from '../../ui/navigation';

/** A start this much later than the pass was made is one that the person must be told of. Milliseconds. */
const LATER = 120_000;
/** Longest step of a card that a desk policy may hold, characters. */
const STEP_MAXIMUM = 300;

const useStyles = makeStyles({
  text: { margin: 0 },
  steps: { margin: 0, paddingLeft: '20px', lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
});

/** What to tell the caller, step by step: the card of the preset between what holds for every pass. */
export function HandOverCard({ handOver: { pass, card }, person }: { readonly handOver: HandOver; readonly person: OpenPerson }) {
  const styles = useStyles();
  const startsLater = Date.parse(pass.startDateTime) > Date.parse(pass.createdDateTime ?? pass.startDateTime) + LATER;
  return (
    <div>
      <p className={styles.text}>Tell the caller:</p>
      <ol className={styles.steps}>
        {startsLater && (
          <li>
            It does not work before <Instant at={pass.startDateTime} />.
          </li>
        )}
        <li>Your user name is {displayText(person.userPrincipalName)}. Enter the passcode exactly: capitals matter.</li>
        {card.map((step, at) => (
          <li key={at}>{displayText(step, STEP_MAXIMUM)}</li>
        ))}
        <li>Finish before the pass ends{pass.isUsableOnce ? ', and in the same session: it works once' : ''}.</li>
      </ol>
    </div>
  );
}
