import { Button, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { PersonRow } from '../../../shared/domain/person';
import { QUERY_MAXIMUM } from '../../../shared/ipc/sizes';
import { useRead } from '../../bridge/use-read';
import { Breakable } from '../../ui/breakable';
import { Failure } from '../../ui/failure';
import { SearchIcon } from '../../ui/icons/icons';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import { useDebounced } from '../../ui/use-debounced';

const DEBOUNCE_MILLISECONDS = 150;
const LIST_ID = 'people-to-choose';
const NOBODY: readonly PersonRow[] = [];
const optionId = (id: string) => `choose-${id}`;

const useStyles = makeStyles({
  root: { display: 'grid', gap: '10px', minHeight: '260px', alignContent: 'start' },
  list: { margin: 0, padding: 0, listStyleType: 'none', maxHeight: '320px', overflowY: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  option: { padding: '6px 12px', borderRadius: tokens.borderRadiusMedium, cursor: 'pointer', overflowWrap: 'anywhere', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  active: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
});

/** Who is to be granted something. The box keeps the keyboard while the arrow keys move through the people found. */
export function ChoosePerson({ onChoose, onClose }: { readonly onChoose: (person: PersonRow) => void; readonly onClose: () => void }) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const wanted = text.trim();
  const [query, searchNow] = useDebounced(wanted, DEBOUNCE_MILLISECONDS);
  const search = useRead('people.search', { query }, { enabled: query !== '', keepPrevious: true, staleTime: 10_000 });
  const isCurrent = query !== '' && query === wanted && search.isSuccess && !search.isPlaceholderData && !search.isFetching;
  const people = query === '' || wanted === '' || search.error ? NOBODY : (search.data?.people ?? NOBODY);
  const active = people.find(({ id }) => id === activeId) ?? people[0];

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const next = people[Math.max(0, Math.min(people.length - 1, people.findIndex(({ id }) => id === active?.id) + step))];
      if (next) {
        setActiveId(next.id);
        document.getElementById(optionId(next.id))?.scrollIntoView({ block: 'nearest' });
      }
    } else if (event.key === 'Enter') {
      if (isCurrent && active) onChoose(active);
      else searchNow(wanted);
    } else return;
    event.preventDefault();
  };
  return (
    <Modal title="Grant a role to whom?" onDismiss={onClose} firstFocus={() => box.current} actions={<Button onClick={onClose}>Cancel</Button>}>
      <div className={styles.root}>
        <Input
          ref={into(box)}
          type="search"
          aria-label="Find who is to be granted a role"
          placeholder="Name, UPN, phone or id"
          contentBefore={<SearchIcon />}
          autoComplete="off"
          spellCheck={false}
          maxLength={QUERY_MAXIMUM}
          {...(people.length > 0 && { 'aria-controls': LIST_ID })}
          aria-activedescendant={active && optionId(active.id)}
          value={text}
          onChange={(_, data) => setText(data.value)}
          onKeyDown={onKey}
        />
        {search.error && search.error.kind !== 'cancelled' && <Failure error={search.error} onRetry={() => void search.refetch()} />}
        <p className={styles.quiet} role="status">
          {isCurrent ? countText(people.length, search.data.hasMore) : wanted === '' ? 'Arrow keys choose, Enter goes on.' : search.error ? '' : 'Searching…'}
        </p>
        {people.length > 0 && (
          <ul id={LIST_ID} role="listbox" aria-label="People to choose from" aria-busy={!isCurrent} aria-activedescendant={active && optionId(active.id)} tabIndex={0} className={styles.list} onKeyDown={onKey}>
            {people.map((person) => (
              <li key={person.id} id={optionId(person.id)} role="option" aria-selected={person.id === active?.id} className={mergeClasses(styles.option, person.id === active?.id && styles.active)} onClick={() => onChoose(person)}>
                <bdi className={styles.name}>{displayText(person.displayName)}</bdi>
                <div className={styles.quiet}>
                  <Breakable text={displayText(person.userPrincipalName)} />
                  {person.department ? ` · ${displayText(person.department, 60)}` : ''}
                  {person.accountEnabled === false ? ' · disabled' : ''}
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Modal>
  );
}

function countText(count: number, hasMore: boolean): string {
  if (count === 0) return 'Nobody found.';
  if (hasMore) return `The first ${count} people. Type more to narrow it down.`;
  return count === 1 ? '1 person found' : `${count} people found`;
}
