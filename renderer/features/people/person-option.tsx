import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { PersonExtras, PersonRow } from '../../../shared/domain/person';
import { displayText } from '../../../shared/domain/display-text';
import { Initials } from './initials';
import { Tag } from '../../ui/tag';
import { KindTag, KIND_WORDS } from '../../ui/kind-tag';
import { optionId } from './search-box';

type Props = {
  readonly row: PersonRow;
  /** Undefined while the second batch is on its way, or where it was not asked. */
  readonly extras: PersonExtras | undefined;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onVisible: () => void;
  readonly onOpen: () => void;
};

const useStyles = makeStyles({
  option: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '36px minmax(0, 1fr)',
    columnGap: '12px',
    padding: 'var(--desk-row) 12px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    scrollMarginBlock: '8px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  // Where the keyboard is: only while it is in the box or the list.
  // The colour is set by the view, and only while the keyboard is in the box or the list.
  active: { outline: '2px solid var(--desk-active)', outlineOffset: '-2px' },
  open: {
    backgroundColor: tokens.colorBrandBackground2,
    '::before': { content: '""', position: 'absolute', insetInlineStart: '0', top: '10px', bottom: '10px', width: '3px', borderRadius: '3px', backgroundColor: tokens.colorCompoundBrandBackground },
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  head: { display: 'flex', alignItems: 'center', gap: '6px', minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  // Every row has three lines, filled or not: what arrives later moves nothing.
  line: { minHeight: tokens.lineHeightBase200, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground2 },
});

/** One person found. The accessible name says the same as the row, beginning with the display name. */
export function PersonOption({ row, extras, isActive, isOpen, onVisible, onOpen }: Props) {
  const styles = useStyles();
  const element = useRef<HTMLLIElement>(null);
  const seen = useEffectEvent(onVisible);
  useEffect(() => {
    if (!isActive) return;
    element.current?.scrollIntoView({ block: 'nearest' });
    seen();
  }, [isActive]);

  const name = displayText(row.displayName);
  const work = [row.department, row.jobTitle].flatMap((text) => (text ? [displayText(text, 60)] : []));
  const more = extrasWords(extras);
  const label = [name, displayText(row.userPrincipalName), ...work, row.accountEnabled === false && 'disabled', row.kind !== 'member' && KIND_WORDS[row.kind], ...more]
    .filter(Boolean)
    .join(', ');

  return (
    <li
      ref={element}
      id={optionId(row.id)}
      role="option"
      aria-selected={isOpen}
      aria-label={label}
      className={mergeClasses(styles.option, isOpen && styles.open, isActive && styles.active)}
      onClick={onOpen}
    >
      <Initials name={name} id={row.id} size={36} />
      <div>
        <div className={styles.head}>
          <span className={styles.name}>
            <bdi>{name}</bdi>
          </span>
          {row.accountEnabled === false && <Tag tone="danger">Disabled</Tag>}
          {row.kind !== 'member' && <KindTag kind={row.kind} />}
        </div>
        <div className={styles.line}>{displayText(row.userPrincipalName)}</div>
        <div className={styles.line}>{[...work, ...more].join(' · ')}</div>
      </div>
    </li>
  );
}

/** Only what is known and worth a word: a row is no place to say what could not be read. The panel does. */
function extrasWords(extras: PersonExtras | undefined): readonly string[] {
  if (!extras) return [];
  const manager = extras.manager.known && extras.manager.value ? [`manager ${displayText(extras.manager.value.displayName, 60)}`] : [];
  const roles = extras.roles.known && extras.roles.value.length > 0 ? [`holds ${extras.roles.value.map((role) => displayText(role, 60)).join(', ')}`] : [];
  return [...roles, ...manager];
}
