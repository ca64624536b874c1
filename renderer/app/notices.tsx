import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { OpenAccessAct } from '../../shared/domain/end-access';
import type { Notice } from '../../shared/ipc/contract';
import { assertNever } from '../../shared/result';
import { useSignedIn } from '../bridge/session';
import { useDeskEvent } from '../bridge/use-desk-event';
import { useRead } from '../bridge/use-read';
import { useEndAccess } from '../ui/end-access';
import { CloseIcon, WarningIcon } from '../ui/icons/icons';
import { type OpenPerson, useNavigation } from '../ui/navigation';
import { useShowRun } from '../ui/show-run';
import { noticeText } from './notice-text';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, maxHeight: '32vh', overflowY: 'auto' },
  notice: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalM,
    padding: '8px 12px 8px 20px',
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorNeutralForeground1,
  },
  icon: { color: tokens.colorStatusWarningForeground1, lineHeight: 0, paddingTop: '5px' },
  text: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere', paddingTop: '5px', lineHeight: tokens.lineHeightBase300 },
  links: { display: 'inline-flex', gap: tokens.spacingHorizontalM, marginInlineStart: tokens.spacingHorizontalS },
});

/** What the operator should know: acts left open or settled, files set aside, trouble with journal or limits. Each stays until dismissed. */
export function Notices() {
  const styles = useStyles();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const reading = useRead('app.notices', {}, { staleTime: Infinity });
  useDeskEvent('notices.changed', () => void reading.refetch());

  const { readOnly } = useSignedIn();
  const shown = (reading.data?.notices ?? []).filter((notice) => !dismissed.includes(keyOf(notice)) && (readOnly === null || !isToActOn(notice)));
  const dismiss = (notice: Notice) => {
    setDismissed([...dismissed, keyOf(notice)]);
    setTimeout(focusNext);
  };
  if (shown.length === 0) return null;
  return (
    <section aria-label="Notices">
      <ul className={styles.list}>
        {shown.map((notice) => (
          <li key={keyOf(notice)} className={styles.notice}>
            <span className={styles.icon}>
              <WarningIcon />
            </span>
            <div className={styles.text}>
              {noticeText(notice)}
              <NoticeLinks notice={notice} />
            </div>
            {mayGo(notice) && <Button appearance="subtle" size="small" icon={<CloseIcon />} aria-label="Dismiss notice" data-dismiss onClick={() => dismiss(notice)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The button that was pressed is gone: on to the next notice, else to the person or the search, never to nobody. */
function focusNext(): void {
  const places = ['[data-dismiss]', '[data-focus-home]', '#find-a-person', '#main'];
  const found = places.map((place) => document.querySelector<HTMLElement>(place));
  // In another view, or in a narrow window, some of them are not shown.
  found.find((element) => element?.checkVisibility())?.focus();
}

/** While nothing can be issued, that stays in sight. */
const mayGo = ({ kind }: Notice) => kind !== 'desk-policy-broken';

/** About an act that somebody should look after: nothing for whoever reads only. */
function isToActOn({ kind }: Notice): boolean {
  switch (kind) {
    case 'unsettled':
    case 'settled':
    case 'passcode-never-shown':
    case 'grant-ends':
    case 'grant-end-failed':
    case 'run-open':
    case 'access-open':
      return true;
    case 'settings-set-aside':
    case 'desk-policy-broken':
    case 'journal':
    case 'journal-chain':
    case 'token-cache-in-memory':
      return false;
    default:
      return assertNever(kind);
  }
}

const keyOf = (notice: Notice) => JSON.stringify(notice);

function personOf(notice: Notice): OpenPerson | null {
  switch (notice.kind) {
    case 'unsettled':
    case 'settled':
    case 'passcode-never-shown':
      return notice.entry.person;
    case 'grant-ends':
    case 'grant-end-failed':
      return { id: notice.personId, displayName: notice.displayName, userPrincipalName: '' };
    case 'access-open':
      return notice.act.people.length === 1 ? firstOf(notice.act) : null;
    case 'run-open':
    case 'settings-set-aside':
    case 'desk-policy-broken':
    case 'journal':
    case 'journal-chain':
    case 'token-cache-in-memory':
      return null;
    default:
      return assertNever(notice);
  }
}

function firstOf({ people: [first] }: OpenAccessAct): OpenPerson | null {
  return first ? { id: first.personId, displayName: first.displayName, userPrincipalName: first.userPrincipalName } : null;
}

function NoticeLinks({ notice }: { readonly notice: Notice }) {
  const styles = useStyles();
  const { openView, openPerson } = useNavigation();
  const endAccess = useEndAccess();
  const showRun = useShowRun();
  const person = personOf(notice);
  const isAboutJournal = notice.kind === 'unsettled' || notice.kind === 'settled' || notice.kind === 'journal-chain' || notice.kind === 'journal';
  return (
    <span className={styles.links}>
      {person && (
        <Link as="button" inline onClick={() => openPerson(person)}>
          Open the person
        </Link>
      )}
      {isAboutJournal && (
        <Link as="button" inline onClick={() => openView('history')}>
          Open the history
        </Link>
      )}
      {(notice.kind === 'grant-ends' || notice.kind === 'grant-end-failed') && (
        <Link as="button" inline onClick={() => openView('roles')}>
          Open the roles
        </Link>
      )}
      {notice.kind === 'access-open' && (
        <>
          <Link as="button" inline onClick={() => endAccess({ kind: 'resume', act: notice.act })}>
            Resume
          </Link>
          <Link as="button" inline onClick={() => endAccess({ kind: 'give-up', act: notice.act })}>
            Give up…
          </Link>
        </>
      )}
      {notice.kind === 'run-open' && (
        <Link as="button" inline onClick={showRun}>
          Show run
        </Link>
      )}
      {notice.kind === 'desk-policy-broken' && (
        <Link as="button" inline onClick={() => openView('policy')}>
          Open the policy
        </Link>
      )}
    </span>
  );
}
