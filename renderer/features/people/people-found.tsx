import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import type { PersonRow } from '../../../shared/domain/person';
import { displayText } from '../../../shared/domain/display-text';
import { Failure } from '../../ui/failure';
import { useAnnounce } from '../../ui/live';
import { PersonOption } from './person-option';
import { LIST_ID, onListKey, optionId } from './search-box';
import type { PeopleSearch } from './use-people-search';

type Props = {
  readonly search: PeopleSearch;
  readonly activeId: string | null;
  readonly openId: string | null;
  readonly onMove: (steps: number) => void;
  readonly onOpen: (row: PersonRow) => void;
};

const useStyles = makeStyles({
  root: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  count: { margin: 0, padding: '8px 20px 4px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  list: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    margin: 0,
    padding: '0 8px 8px',
    listStyleType: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  late: { opacity: 0.65 },
  note: { padding: '16px 20px', color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere', overflowY: 'auto' },
  hints: { paddingLeft: '18px', margin: 0, marginTop: '8px', color: tokens.colorNeutralForeground3 },
});

/** Below the search box: the people, or why there are none. */
export function PeopleFound({ search, activeId, openId, onMove, onOpen }: Props) {
  const styles = useStyles();
  const words = countWords(search);
  useAnnounceWhenCurrent(search.isCurrent ? words : '');

  if (search.error) return <Note>{<Failure error={search.error} onRetry={search.retry} />}</Note>;
  if (search.isCurrent && search.people.length === 0) return <Nobody query={search.query} />;
  if (!search.shows) return <Note>{search.isBusy ? 'Searching…' : ''}</Note>;

  const active = search.people.find((row) => row.id === activeId);
  return (
    <div className={styles.root}>
      <p className={styles.count}>{words}</p>
      <ul
        id={LIST_ID}
        role="listbox"
        aria-label="People found"
        aria-busy={search.isBusy}
        aria-activedescendant={active && optionId(active.id)}
        tabIndex={0}
        className={mergeClasses(styles.list, !search.isCurrent && styles.late)}
        onKeyDown={(event) => onListKey(event, onMove, () => active && onOpen(active))}
        onScroll={({ currentTarget: list }) => search.enrichUpTo(lastVisible(list, search.people.length))}
      >
        {search.people.map((row, index) => (
          <PersonOption
            key={row.id}
            row={row}
            extras={search.extras.get(row.id)}
            isActive={row.id === activeId}
            isOpen={row.id === openId}
            onVisible={() => search.enrichUpTo(index)}
            onOpen={() => onOpen(row)}
          />
        ))}
      </ul>
    </div>
  );
}

const lastVisible = (list: HTMLElement, rows: number) =>
  Math.min(rows - 1, Math.floor(((list.scrollTop + list.clientHeight) / Math.max(1, list.scrollHeight)) * rows));

function countWords({ people, hasMore }: PeopleSearch): string {
  if (people.length === 1) return '1 person found';
  return hasMore ? `The first ${people.length} people. Type more to narrow it down.` : `${people.length} people found`;
}

function useAnnounceWhenCurrent(words: string): void {
  const announce = useAnnounce();
  const said = useRef('');
  useEffect(() => {
    if (words !== '' && words !== said.current) announce(words);
    said.current = words;
  }, [announce, words]);
}

function Note({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  return <div className={styles.note}>{children}</div>;
}

function Nobody({ query }: { readonly query: string }) {
  const styles = useStyles();
  return (
    <Note>
      Nobody found for “{displayText(query, 60)}”.
      <ul className={styles.hints}>
        <li>The beginning of a first or last name is enough.</li>
        <li>Phone numbers: as they stand in the directory, with the country code.</li>
        <li>UPN, mail address or employee id: from the beginning.</li>
      </ul>
    </Note>
  );
}
