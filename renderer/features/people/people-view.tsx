import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Suspense, useEffectEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PersonRow } from '../../../shared/domain/person';
import { lazily } from '../../ui/lazily';
import { useNavigation } from '../../ui/navigation';
import { PeopleFound } from './people-found';
import { optionId, SearchBox } from './search-box';
import { usePeopleSearch } from './use-people-search';

const PersonPanel = lazily(async () => (await import('./person-panel')).PersonPanel);

const useStyles = makeStyles({
  view: { height: '100%', display: 'grid', gridTemplateColumns: 'minmax(300px, 380px) minmax(0, 1fr)', gridTemplateRows: 'minmax(0, 1fr)' },
  narrow: { '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  find: { '--desk-active': 'transparent', ':focus-within': { '--desk-active': tokens.colorStrokeFocus2 }, display: 'flex', flexDirection: 'column', minHeight: 0, backgroundColor: tokens.colorNeutralBackground1, borderRight: `1px solid ${tokens.colorNeutralStroke2}` },
  // In a narrow window the list and the person take turns.
  yields: { '@media (max-width: 900px)': { display: 'none' } },
  person: { minWidth: 0, minHeight: 0, overflowY: 'auto' },
  nobody: { display: 'grid', placeContent: 'center', justifyItems: 'center', padding: '40px', textAlign: 'center', color: tokens.colorNeutralForeground3, '@media (max-width: 900px)': { display: 'none' } },
  nobodyLine: { margin: 0, maxWidth: '36ch', lineHeight: tokens.lineHeightBase400 },
});

/** Find a person, see what matters about them, issue and revoke. */
export function PeopleView() {
  const styles = useStyles();
  const { person, openPerson, closePerson } = useNavigation();
  const [text, setText] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const search = usePeopleSearch(text);

  // Nothing is chosen yet: the first one is what Enter opens.
  const active = search.people.find((row) => row.id === activeId) ?? search.people[0];
  const open = (row: PersonRow) => {
    setActiveId(row.id);
    openPerson(row);
  };
  const back = () => {
    closePerson();
    // In a narrow window the box is only now visible again.
    setTimeout(() => box.current?.focus());
  };
  const move = (steps: number) => {
    const at = search.people.findIndex((row) => row.id === active?.id);
    const next = search.people[Math.max(0, Math.min(search.people.length - 1, at + steps))];
    if (next) setActiveId(next.id);
  };
  useLayoutEffect(() => box.current?.focus(), []);
  useOpenTheOnlyOne(search, open);

  return (
    <div className={mergeClasses(styles.view, styles.narrow)} onKeyDown={(event) => onSlash(event, box.current)}>
      <h1 className="visually-hidden">People</h1>
      <section className={mergeClasses(styles.find, person !== null && styles.yields)} aria-label="Find">
        <SearchBox
          ref={box}
          text={text}
          isBusy={search.isBusy}
          hasList={search.shows}
          activeOption={active && search.shows ? optionId(active.id) : undefined}
          onText={setText}
          onMove={move}
          onEnter={() => (search.isCurrent && active ? open(active) : search.searchNow())}
        />
        <PeopleFound search={search} activeId={active?.id ?? null} openId={person?.id ?? null} onMove={move} onOpen={open} />
      </section>
      {person ? (
        <div className={styles.person}>
          <Suspense>
            <PersonPanel key={person.id} person={person} onBack={back} />
          </Suspense>
        </div>
      ) : (
        <div className={styles.nobody}>
          <p className={styles.nobodyLine}>Find the caller by name, UPN, mail, phone number or employee id. Arrow keys choose, Enter opens.</p>
        </div>
      )}
    </div>
  );
}

/** Somebody who typed and pressed Enter before the answer was there gets the person opened, if it is the only one. */
function useOpenTheOnlyOne(search: ReturnType<typeof usePeopleSearch>, open: (row: PersonRow) => void): void {
  const only = search.isAwaited && search.people.length === 1 ? search.people[0] : undefined;
  const openIt = useEffectEvent((row: PersonRow) => {
    search.stopAwaiting();
    open(row);
  });
  useEffect(() => {
    if (only) openIt(only);
  }, [only]);
}

/** `/` goes to the search box, from anywhere in this view where it is not being typed. */
function onSlash(event: React.KeyboardEvent, box: HTMLInputElement | null): void {
  const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="dialog"]') !== null;
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
}
