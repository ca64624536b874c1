import { Button } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { END_ACCESS_MAXIMUM } from '../../../shared/domain/end-access';
import { useSignedIn } from '../../bridge/session';
import type { AccessWish } from '../../ui/end-access';
import { Modal } from '../../ui/modal';
import type { OpenPerson } from '../../ui/navigation';
import { instantText } from '../../ui/time-text';
import { AccessActDialog } from './access-act-dialog';

type Props = {
  readonly wish: Extract<AccessWish, { kind: 'end' | 'resume' }>;
  /** @param wasSent - Something may have changed. */
  readonly onClose: (wasSent: boolean) => void;
};

/** Everything of these people that can be ended, as one act: looked at first, done one after another, proven or said not to be done. */
export function EndAccessDialog({ wish, onClose }: Props) {
  if (wish.kind === 'end') return <NewAct people={wish.people} onClose={onClose} />;
  const { actId, at, by, ticket, reason, people } = wish.act;
  const chosen = people.map(({ personId, displayName, userPrincipalName }) => ({ id: personId, displayName, userPrincipalName }));
  const lead = `Begun ${instantText(new Date(at))} by ${displayText(by)}${ticket === '' ? '' : `, ticket ${displayText(ticket)}`}${reason === '' ? '' : `: ${displayText(reason, 500)}`}`;
  return <AccessActDialog chosen={chosen} resumed={actId} lead={lead} onClose={onClose} />;
}

function NewAct({ people, onClose }: { readonly people: readonly OpenPerson[]; readonly onClose: Props['onClose'] }) {
  const { operator } = useSignedIn();
  const chosen = people.filter(({ id }) => id.toLowerCase() !== operator.id.toLowerCase());
  if (chosen.length === 0) return <NotPossible words="Nobody can end their own access. Ask a colleague." onClose={() => onClose(false)} />;
  if (chosen.length > END_ACCESS_MAXIMUM) return <NotPossible words={`Access can be ended for at most ${END_ACCESS_MAXIMUM} people at once. Choose fewer, then the rest.`} onClose={() => onClose(false)} />;
  return <AccessActDialog chosen={chosen} resumed={null} lead={chosen.length < people.length ? 'You are among those chosen and are left out: nobody can end their own access.' : ''} onClose={onClose} />;
}

function NotPossible({ words, onClose }: { readonly words: string; readonly onClose: () => void }) {
  return (
    <Modal title="End access" onDismiss={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <p>{words}</p>
    </Modal>
  );
}
