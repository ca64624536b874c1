import { Button, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import type { Ref } from 'react';
import { displayText, isDisguised } from '../../../shared/domain/display-text';
import type { PersonDetails } from '../../../shared/domain/person';
import { Tag } from '../../ui/tag';
import { Breakable } from '../../ui/breakable';
import { EndAccessButton } from '../../ui/end-access';
import { BackIcon, PassIcon, RefreshIcon } from '../../ui/icons/icons';
import { Instant } from '../../ui/instant';
import type { OpenPerson } from '../../ui/navigation';
import { Initials } from './initials';
import { KindTag } from '../../ui/kind-tag';

type Props = {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly person: OpenPerson;
  readonly details: PersonDetails | undefined;
  readonly isReading: boolean;
  /** Why no pass can be issued; empty when one can. */
  readonly blocked: string;
  /** Why nothing can be granted; empty when something may be. */
  readonly grantBlocked: string;
  readonly onIssue: () => void;
  readonly onGrant: () => void;
  readonly onRefresh: () => void;
  readonly onBack: () => void;
};

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px' },
  top: { display: 'flex', flexWrap: 'wrap', gap: '16px', alignItems: 'flex-start' },
  who: { flexGrow: 1, flexBasis: '280px', minWidth: 0 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    borderRadius: tokens.borderRadiusSmall,
    outlineStyle: 'none',
    width: 'fit-content',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  upn: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere', userSelect: 'text' },
  tags: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '6px' },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  quiet: { display: 'flex', flexWrap: 'wrap', columnGap: '16px', margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  blocked: { margin: 0, color: tokens.colorNeutralForeground2 },
  back: { display: 'none', justifySelf: 'start', '@media (max-width: 900px)': { display: 'inline-flex' } },
});

export function PersonHeader({ ref, person, details, isReading, blocked, grantBlocked, onIssue, onGrant, onRefresh, onBack }: Props) {
  const styles = useStyles();
  const name = displayText(person.displayName);
  // A notice knows the name alone.
  const upn = details?.userPrincipalName ?? person.userPrincipalName;
  return (
    <header className={styles.root}>
      <Button className={styles.back} appearance="subtle" size="small" icon={<BackIcon />} onClick={onBack}>
        Back to the list
      </Button>
      <div className={styles.top}>
        <Initials name={name} id={person.id} size={56} />
        <div className={styles.who}>
          <h2 ref={ref} id="person-name" className={styles.name} tabIndex={-1} data-focus-home data-landmark>
            <bdi>{name}</bdi>
          </h2>
          <div className={styles.upn}>
            <Breakable text={upn === '' ? '' : displayText(upn)} />
          </div>
          <div className={styles.tags}>
            {details && <KindTag kind={details.kind} />}
            {details?.accountEnabled === true && <Tag tone="success">Account enabled</Tag>}
            {details?.accountEnabled === false && <Tag tone="danger">Account disabled</Tag>}
            {details?.accountEnabled === null && <Tag>Enabled or disabled: not read</Tag>}
            {isDisguised(person.displayName) && <Tag tone="warning">The stored name has hidden or cut-off characters</Tag>}
          </div>
        </div>
        <div className={styles.actions}>
          <Tooltip content="Issue a pass (I)" relationship="description">
            <Button appearance="primary" icon={<PassIcon />} disabledFocusable={blocked !== ''} aria-describedby={blocked ? 'issue-blocked' : undefined} aria-keyshortcuts="I" onClick={onIssue}>
              Issue pass
            </Button>
          </Tooltip>
          <Tooltip content="Grant a role (G)" relationship="description">
            <Button disabledFocusable={grantBlocked !== ''} aria-describedby={grantBlocked ? 'grant-blocked' : undefined} aria-keyshortcuts="G" onClick={onGrant}>
              Grant role
            </Button>
          </Tooltip>
          <EndAccessButton person={details ?? person} />
          <Button icon={<RefreshIcon />} disabledFocusable={isReading} aria-label="Read again" title="Read again" onClick={onRefresh} />
        </div>
      </div>
      {details && blocked && (
        <p id="issue-blocked" className={styles.blocked}>
          No pass can be issued: {blocked}
        </p>
      )}
      {details && grantBlocked && (
        <p id="grant-blocked" className={styles.blocked}>
          Nothing can be granted: {grantBlocked}
        </p>
      )}
      <p className={styles.quiet}>
        {details && (
          <span>
            Read <Instant at={details.readAt} withAge />
          </span>
        )}
        <span>Keys: I issue, G grant, R revoke, C close out, Esc back</span>
      </p>
    </header>
  );
}
