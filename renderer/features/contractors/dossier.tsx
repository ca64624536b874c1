import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { isExternal } from '../../../shared/domain/preflight';
import { useDeskEvent } from '../../bridge/use-desk-event';
import { useRead } from '../../bridge/use-read';
import { Breakable } from '../../ui/breakable';
import { EndAccessButton } from '../../ui/end-access';
import { Failure } from '../../ui/failure';
import { BackIcon, RefreshIcon } from '../../ui/icons/icons';
import { Instant } from '../../ui/instant';
import { KindTag } from '../../ui/kind-tag';
import { type OpenPerson, useNavigation } from '../../ui/navigation';
import { Tag } from '../../ui/tag';
import { DossierAccess } from './dossier-access';
import { DossierContract } from './dossier-contract';
import { DossierHistory } from './dossier-history';
import { DossierProof } from './dossier-proof';
import { GuestRoute } from './guest-route';

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 'var(--desk-gap)', maxWidth: '980px' },
  back: { justifySelf: 'start' },
  top: { display: 'flex', flexWrap: 'wrap', gap: '12px 16px', alignItems: 'flex-start' },
  who: { flexGrow: 1, flexBasis: '280px', minWidth: 0 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    width: 'fit-content',
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  upn: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere', userSelect: 'text' },
  tags: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '6px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
});

/** Everything that decides whether a contractor should still have access, and what they have. */
export function Dossier({ person, onBack }: { readonly person: OpenPerson; readonly onBack: () => void }) {
  const styles = useStyles();
  const { openPerson } = useNavigation();
  const heading = useRef<HTMLHeadingElement>(null);
  const read = useRead('contractors.read', { personId: person.id }, { staleTime: 0 });
  const grants = useRead('grants.of', { personId: person.id }, { staleTime: 0 });
  useEffect(() => heading.current?.focus(), []);

  const readAgain = () => {
    void read.refetch();
    void grants.refetch();
  };
  useDeskEvent('grants.changed', ({ personId }) => {
    if (personId.toLowerCase() === person.id.toLowerCase()) readAgain();
  });
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    // React sends the keys of dialogs through here as well, although they lie elsewhere in the page.
    if (event.key !== 'Escape' || event.defaultPrevented || !(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target)) return;
    event.preventDefault();
    onBack();
  };
  const dossier = read.data;
  const enabled = dossier?.contractor.accountEnabled;
  return (
    <section className={styles.root} aria-labelledby="contractor-name" onKeyDown={onKey}>
      <Button className={styles.back} appearance="subtle" size="small" icon={<BackIcon />} title="Back to the list (Esc)" onClick={onBack}>
        Back to the list
      </Button>
      <div className={styles.top}>
        <div className={styles.who}>
          <h1 ref={heading} id="contractor-name" className={styles.name} tabIndex={-1} data-focus-home data-landmark>
            <bdi>{displayText(person.displayName)}</bdi>
          </h1>
          <div className={styles.upn}>
            <Breakable text={displayText(person.userPrincipalName)} />
          </div>
          <div className={styles.tags}>
            {dossier && <KindTag kind={dossier.contractor.kind} />}
            {enabled === true && <Tag tone="success">Account enabled</Tag>}
            {enabled === false && <Tag>Account disabled</Tag>}
            {enabled === null && <Tag>Enabled or disabled: not read</Tag>}
          </div>
        </div>
        <div className={styles.actions}>
          <EndAccessButton person={person} />
          <Button onClick={() => openPerson(person)}>Open person</Button>
          <Button icon={<RefreshIcon />} disabledFocusable={read.isFetching} aria-label="Read again" title="Read again" onClick={readAgain} />
        </div>
      </div>
      {read.error && <Failure error={read.error} onRetry={readAgain} />}
      {!dossier && read.isPending && <p className={styles.quiet}>Reading…</p>}
      {dossier && (
        <>
          <p className={styles.quiet}>
            Read <Instant at={dossier.details.readAt} withAge />
          </p>
          {isExternal(dossier.contractor.kind) && <GuestRoute name={displayText(person.displayName)} />}
          <DossierContract contractor={dossier.contractor} sponsors={dossier.sponsors} />
          <DossierAccess details={dossier.details} lastSignInAt={dossier.contractor.lastSignInAt} grants={grants.data} error={grants.error} onRetry={readAgain} />
          <DossierProof history={dossier.history} />
          <DossierHistory history={dossier.history} />
        </>
      )}
    </section>
  );
}
