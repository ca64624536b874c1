import { makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useRef, useState } from 'react';
import type { Pass } from '../../../shared/domain/pass';
import type { PersonDetails } from '../../../shared/domain/person';
import type { HandOver, HandOverEnd } from '../../../shared/ipc/contract';
import { useSignedIn } from '../../bridge/session';
import { useGrantsChanged } from '../../bridge/use-grants-changed';
import { readKey, useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { lazily } from '../../ui/lazily';
import { useAnnounce } from '../../ui/live';
import type { OpenPerson, PassTask } from '../../ui/navigation';
import { ageText, clockText } from '../../ui/time-text';
import { useNow } from '../../ui/use-now';
import { CurrentPass } from './current-pass';
import { GrantDialogs, type GrantOpen } from './grant-dialogs';
import { PersonFacts } from './person-facts';
import { PersonGrants } from './person-grants';
import { PersonHeader } from './person-header';
import { whyNotGrant, whyNotIssue } from '../../ui/why-not';

const IssueDialog = lazily(async () => (await import('./issue-dialog')).IssueDialog);
const HandOverDialog = lazily(async () => (await import('../../acts/hand-over/hand-over-dialog')).HandOverDialog);
const RevokeDialog = lazily(async () => (await import('./revoke-dialog')).RevokeDialog);

type Open =
  | GrantOpen
  | { readonly dialog: 'none' | 'revoke' | 'close-out' }
  | { readonly dialog: 'issue'; readonly task: PassTask | null }
  | { readonly dialog: 'hand-over'; readonly handOver: HandOver };
const NONE: Open = { dialog: 'none' };

const isAboutGrants = (open: Open): open is GrantOpen => ['grant', 'end', 'extend', 'end-task'].includes(open.dialog);

const HANDED_OVER: Readonly<Record<HandOverEnd, string>> = {
  seen: 'The hand-over is finished.',
  revoked: 'The pass was revoked. Nobody has seen its passcode.',
  kept: 'Nobody has seen the passcode. It waits with the others of its run.',
  'still-live': 'Nobody has seen the passcode, and the pass could not be revoked yet. Tapdesk keeps trying while it is open. You can revoke it here.',
};

const useStyles = makeStyles({
  panel: {
    display: 'grid',
    gap: 'var(--desk-gap)',
    maxWidth: '980px',
    padding: '24px 28px 40px',
    '@media (max-width: 700px)': { padding: '16px' },
  },
  pending: { margin: 0, color: tokens.colorNeutralForeground3 },
});

/** Everything that matters about one person, the state of their pass first. */
export function PersonPanel({ person, onBack }: { readonly person: OpenPerson; readonly onBack: () => void }) {
  const styles = useStyles();
  const announce = useAnnounce();
  const client = useQueryClient();
  const { operator, tenant } = useSignedIn();
  const heading = useRef<HTMLHeadingElement>(null);
  const [open, setOpen] = useState<Open>(person.task ? { dialog: 'issue', task: person.task } : NONE);
  const [task, setTask] = useState(person.task);
  // The same person once more, with the grants of another task.
  if (person.task !== task) {
    setTask(person.task);
    if (person.task) setOpen({ dialog: 'issue', task: person.task });
  }
  const read = useRead('people.read', { personId: person.id }, { staleTime: 0 });
  const lifeRead = useRead('passes.life', { personId: person.id }, { staleTime: 0, enabled: tenant.passesAvailable });
  const grants = useRead('grants.of', { personId: person.id }, { staleTime: 0 });
  const readGrantsAgain = useGrantsChanged();
  useEffect(() => heading.current?.focus(), []);

  const details = read.data;
  const life = lifeRead.data?.life;
  const now = useNow(15_000);
  const blocked = details ? whyNotIssue(details, { operatorId: operator.id, passesAvailable: tenant.passesAvailable }) : 'The person is still being read.';
  const grantBlocked = details ? whyNotGrant(details, operator.id) : 'The person is still being read.';
  const pass = details?.pass.known ? details.pass.value : null;

  const readAgain = () => {
    void read.refetch();
    void grants.refetch();
    if (tenant.passesAvailable) void lifeRead.refetch();
  };
  /** What the main process has just proven is shown at once; reading again then fills in the rest. */
  const passIs = (next: Pass | null) => {
    client.setQueryData<PersonDetails>(readKey('people.read', { personId: person.id }), (old) => old && { ...old, pass: { known: true, value: next } });
    readAgain();
  };
  const wantIssue = () => {
    if (details && blocked) announce(blocked, 'assertive');
    else setOpen({ dialog: 'issue', task: null });
  };
  const wantGrant = () => {
    if (details && grantBlocked) announce(grantBlocked, 'assertive');
    else setOpen({ dialog: 'grant' });
  };
  const closeGrant = (wasChanged: boolean) => {
    setOpen(NONE);
    if (!wasChanged) return;
    readGrantsAgain();
    // A role that was granted or ended changes what the person may do; ending a task revokes its pass.
    readAgain();
  };
  const onKey = (event: React.KeyboardEvent<HTMLElement>) => {
    // React sends the keys of dialogs through here as well, although they lie elsewhere in the page.
    const isElsewhere = !(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target);
    if (isElsewhere || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    // A dialog that is still on its way has not taken the keyboard yet.
    const isOnItsWay = open.dialog !== 'none' && open.dialog !== 'hand-over' && !(details && open.dialog === 'issue' && blocked) && !(details && open.dialog === 'grant' && grantBlocked);
    if (key === 'escape' && isOnItsWay) setOpen(NONE);
    else if (key === 'escape') onBack();
    else if (key === 'i') wantIssue();
    else if (key === 'g') wantGrant();
    else if (key === 'r' && pass) setOpen({ dialog: 'revoke' });
    else if (key === 'c' && pass) setOpen({ dialog: 'close-out' });
    else return;
    event.preventDefault();
  };

  return (
    <section className={styles.panel} aria-labelledby="person-name" onKeyDown={onKey}>
      <PersonHeader ref={heading} person={person} details={details} isReading={read.isFetching} blocked={blocked} grantBlocked={grantBlocked} onIssue={wantIssue} onGrant={wantGrant} onRefresh={readAgain} onBack={onBack} />
      {read.error && <Failure error={read.error} onRetry={readAgain} />}
      {!details && read.isPending && <p className={styles.pending}>Reading…</p>}
      {read.error && details && (
        <p className={styles.pending}>
          What is shown here was read at {clockText(new Date(details.readAt), now)}, {ageText(new Date(details.readAt), now)}, and may have changed since. Issuing and revoking ask Microsoft first, so they work again only when it answers.
        </p>
      )}
      {details && <CurrentPass pass={details.pass} life={life} onRevoke={() => setOpen({ dialog: 'revoke' })} onCloseOut={() => setOpen({ dialog: 'close-out' })} />}
      <PersonGrants read={grants.data} error={grants.error} onRetry={() => void grants.refetch()} onAct={(act, row) => setOpen({ dialog: act, row })} />
      {details && <PersonFacts details={details} onConsented={readAgain} />}
      <Suspense>
        {open.dialog === 'issue' && details && !blocked && (
          <IssueDialog
            person={details}
            task={open.task}
            onClose={() => {
              if (open.task) announce('No pass was issued. What was granted stays until it ends; it can be ended under Grants.', 'assertive');
              setOpen(NONE);
            }}
            onUncertain={readAgain}
            onIssued={(handOver) => {
              setOpen({ dialog: 'hand-over', handOver });
              passIs(handOver.pass);
            }}
          />
        )}
        {isAboutGrants(open) && details && !(open.dialog === 'grant' && grantBlocked) && (
          <GrantDialogs
            open={open}
            person={details}
            rows={grants.data?.rows ?? []}
            onClose={closeGrant}
            onTask={(next) => {
              closeGrant(true);
              setOpen({ dialog: 'issue', task: next });
            }}
          />
        )}
        {open.dialog === 'hand-over' && (
          <HandOverDialog
            handOver={open.handOver}
            person={details ?? person}
            onClosed={(end) => {
              setOpen(NONE);
              if (end === 'revoked') passIs(null);
              else readAgain();
              announce(HANDED_OVER[end], end === 'still-live' ? 'assertive' : 'polite');
            }}
          />
        )}
        {(open.dialog === 'revoke' || open.dialog === 'close-out') && pass && (
          <RevokeDialog
            act={open.dialog}
            person={details ?? person}
            pass={pass}
            ticket={life?.passId === pass.id ? life.ticket : ''}
            onClose={() => setOpen(NONE)}
            onUncertain={readAgain}
            onRevoked={({ sessionsEnded }) => {
              setOpen(NONE);
              passIs(null);
              announce(`The pass is revoked. Reading back shows no pass.${sessionsEnded ? ' The sign-in sessions were ended.' : ''}`);
            }}
          />
        )}
      </Suspense>
    </section>
  );
}
