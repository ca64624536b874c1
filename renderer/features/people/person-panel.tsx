import { makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useRef, useState } from 'react';
import type { Pass } from '../../../shared/domain/pass';
import type { PersonDetails } from '../../../shared/domain/person';
import type { HandOver, HandOverEnd } from '../../../shared/ipc/contract';
import { useSignedIn } from '../../bridge/session';
import { readKey, useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { lazily } from '../../ui/lazily';
import { useAnnounce } from '../../ui/live';
import type { OpenPerson } from '../../ui/navigation';
import { CurrentPass } from './current-pass';
import { PersonFacts } from './person-facts';
import { PersonHeader } from './person-header';
import { whyNotIssue } from './why-not-issue';

const IssueDialog = lazily(async () => (await import('./issue-dialog')).IssueDialog);
const HandOverDialog = lazily(async () => (await import('./hand-over-dialog')).HandOverDialog);
const RevokeDialog = lazily(async () => (await import('./revoke-dialog')).RevokeDialog);

type Open = { readonly dialog: 'none' | 'issue' | 'revoke' } | { readonly dialog: 'hand-over'; readonly handOver: HandOver };
const NONE: Open = { dialog: 'none' };

const HANDED_OVER: Readonly<Record<HandOverEnd, string>> = {
  seen: 'The hand-over is finished.',
  revoked: 'The pass was revoked. Nobody has seen its passcode.',
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
  pending: { color: tokens.colorNeutralForeground3 },
});

/** Everything that matters about one person, the state of their pass first. */
export function PersonPanel({ person, onBack }: { readonly person: OpenPerson; readonly onBack: () => void }) {
  const styles = useStyles();
  const announce = useAnnounce();
  const client = useQueryClient();
  const { operator, tenant } = useSignedIn();
  const heading = useRef<HTMLHeadingElement>(null);
  const [open, setOpen] = useState<Open>(NONE);
  const read = useRead('people.read', { personId: person.id }, { staleTime: 0 });
  const policyRead = useRead('passes.policy', {}, { staleTime: 5 * 60_000, enabled: tenant.passesAvailable });
  useEffect(() => heading.current?.focus(), []);

  const details = read.data;
  const policy = policyRead.data?.known ? policyRead.data.value : null;
  const blocked = details ? whyNotIssue(details, { policy, operatorId: operator.id, passesAvailable: tenant.passesAvailable }) : 'The person is still being read.';
  const pass = details?.pass.known ? details.pass.value : null;

  /** What the main process has just proven is shown at once; reading again then fills in the rest. */
  const passIs = (next: Pass | null) => {
    client.setQueryData<PersonDetails>(readKey('people.read', { personId: person.id }), (old) => old && { ...old, pass: { known: true, value: next } });
    void read.refetch();
  };
  const wantIssue = () => {
    if (details && blocked) announce(blocked, 'assertive');
    else setOpen({ dialog: 'issue' });
  };
  const onKey = (event: React.KeyboardEvent<HTMLElement>) => {
    // React sends the keys of dialogs through here as well, although they lie elsewhere in the page.
    const isElsewhere = !(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target);
    if (isElsewhere || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'escape') onBack();
    else if (key === 'i') wantIssue();
    else if (key === 'r' && pass) setOpen({ dialog: 'revoke' });
    else return;
    event.preventDefault();
  };

  return (
    <section className={styles.panel} aria-labelledby="person-name" onKeyDown={onKey}>
      <PersonHeader ref={heading} person={person} details={details} isReading={read.isFetching} blocked={blocked} onIssue={wantIssue} onRefresh={() => void read.refetch()} onBack={onBack} />
      {read.error && <Failure error={read.error} onRetry={() => void read.refetch()} />}
      {!details && read.isPending && <p className={styles.pending}>Reading…</p>}
      {details && <CurrentPass pass={details.pass} onRevoke={() => setOpen({ dialog: 'revoke' })} />}
      {details && <PersonFacts details={details} onConsented={() => void read.refetch()} />}
      <Suspense>
        {open.dialog === 'issue' && details && !blocked && (
          <IssueDialog
            details={details}
            policy={policyRead.data}
            operatorId={operator.id}
            onClose={() => setOpen(NONE)}
            onUncertain={() => void read.refetch()}
            onIssued={(handOver) => {
              setOpen({ dialog: 'hand-over', handOver });
              passIs(handOver.pass);
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
              else void read.refetch();
              announce(HANDED_OVER[end], end === 'still-live' ? 'assertive' : 'polite');
            }}
          />
        )}
        {open.dialog === 'revoke' && pass && (
          <RevokeDialog
            person={details ?? person}
            pass={pass}
            onClose={() => setOpen(NONE)}
            onUncertain={() => void read.refetch()}
            onRevoked={() => {
              setOpen(NONE);
              passIs(null);
              announce('The pass is revoked. Reading back shows no pass.');
            }}
          />
        )}
      </Suspense>
    </section>
  );
}
