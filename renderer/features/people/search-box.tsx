import { Input, makeStyles, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, RefObject } from 'react';
import { QUERY_MAXIMUM } from '../../../shared/ipc/sizes';
import { SearchIcon } from '../../ui/icons/icons';
import { into } from '../../ui/into';

/** Ids that tie the search box to its list for assistive technology. */
export const LIST_ID = 'people-found';
export const optionId = (personId: string) => `person-${personId}`;
/** How far Page Up and Page Down move, rows. */
const PAGE = 6;

type Props = {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly isBusy: boolean;
  /** There is a list below to be controlled. */
  readonly hasList: boolean;
  readonly activeOption: string | undefined;
  readonly onText: (text: string) => void;
  readonly onMove: (steps: number) => void;
  readonly onEnter: () => void;
};

const useStyles = makeStyles({
  root: { position: 'relative', padding: '16px 16px 12px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  input: { width: '100%' },
  keys: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: 'nowrap' },
  bar: { position: 'absolute', insetInline: 0, bottom: '-1px', height: '2px', overflow: 'hidden' },
  moving: {
    height: '100%',
    width: '30%',
    backgroundColor: tokens.colorCompoundBrandBackground,
    animationName: { from: { transform: 'translateX(-100%)' }, to: { transform: 'translateX(340%)' } },
    animationDuration: '1.1s',
    animationIterationCount: 'infinite',
    animationTimingFunction: 'ease-in-out',
    // A fast answer needs no sign of waiting.
    animationDelay: '0.2s',
    animationFillMode: 'backwards',
    '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
  },
});

/** The box keeps the keyboard while the arrow keys move through the list below it. */
export function SearchBox({ ref, text, isBusy, hasList, activeOption, onText, onMove, onEnter }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.root} role="search">
      <Input
        ref={into(ref)}
        id="find-a-person"
        className={styles.input}
        size="large"
        type="search"
        aria-label="Find a person"
        {...(hasList && { 'aria-controls': LIST_ID })}
        aria-activedescendant={activeOption}
        aria-keyshortcuts="Control+K"
        autoComplete="off"
        spellCheck={false}
        maxLength={QUERY_MAXIMUM}
        placeholder="Name, UPN, phone or id"
        contentBefore={<SearchIcon />}
        contentAfter={text === '' ? <span className={styles.keys}>Ctrl+K</span> : null}
        data-landmark
        value={text}
        onChange={(_, data) => onText(data.value)}
        onKeyDown={(event) => onListKey(event, onMove, onEnter)}
      />
      <div className={styles.bar}>{isBusy && <div className={styles.moving} />}</div>
    </div>
  );
}

/** The keys of the list, wherever focus is: in the box or on the list itself. */
export function onListKey(event: KeyboardEvent, onMove: (steps: number) => void, onEnter: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[event.key];
  if (steps !== undefined) {
    event.preventDefault();
    onMove(steps);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    onEnter();
  }
}
