import { Button, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { QUERY_MAXIMUM } from '../../../shared/ipc/sizes';
import { useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { SearchIcon } from '../../ui/icons/icons';
import { useDebounced } from '../../ui/use-debounced';

const DEBOUNCE_MILLISECONDS = 200;
const LIST_ID = 'groups-to-choose';
const optionId = (id: string) => `group-${id}`;

export type Group = { readonly id: string; readonly displayName: string; readonly description: string | null };
const NO_GROUPS: readonly Group[] = [];

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px', maxWidth: '520px' },
  chosen: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', overflowWrap: 'anywhere' },
  list: { margin: 0, padding: 0, listStyleType: 'none', maxHeight: '220px', overflowY: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  option: { padding: '6px 12px', cursor: 'pointer', overflowWrap: 'anywhere', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  active: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
});

type Props = { readonly group: Group | null; readonly onGroup: (group: Group | null) => void };

/** Chooses a group by the beginning of its name. The box keeps the keyboard while the arrow keys move through what was found. */
export function GroupField({ group, onGroup }: Props) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const wanted = text.trim();
  const [query, searchNow] = useDebounced(wanted, DEBOUNCE_MILLISECONDS);
  const search = useRead('onboarding.groups', { query }, { enabled: query !== '' && group === null, keepPrevious: true, staleTime: 60_000 });
  const isCurrent = query !== '' && query === wanted && search.isSuccess && !search.isPlaceholderData && !search.isFetching;
  const groups = query === '' || wanted === '' || search.error ? NO_GROUPS : (search.data?.groups ?? NO_GROUPS);
  const active = groups.find(({ id }) => id === activeId) ?? groups[0];

  if (group) {
    return (
      <div className={styles.chosen}>
        <span>
          Members of <bdi>{displayText(group.displayName)}</bdi>
        </span>
        <Button onClick={() => onGroup(null)}>Choose another group</Button>
      </div>
    );
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const next = groups[Math.max(0, Math.min(groups.length - 1, groups.findIndex(({ id }) => id === active?.id) + step))];
      if (next) setActiveId(next.id);
      if (next) document.getElementById(optionId(next.id))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      if (isCurrent && active) onGroup(active);
      else searchNow(wanted);
    } else return;
    event.preventDefault();
  };
  return (
    <div className={styles.root}>
      <Input
        type="search"
        role="combobox"
        aria-label="Find a group"
        aria-expanded={groups.length > 0}
        aria-autocomplete="list"
        {...(groups.length > 0 && { 'aria-controls': LIST_ID })}
        aria-activedescendant={active && optionId(active.id)}
        placeholder="Beginning of the group’s name"
        contentBefore={<SearchIcon />}
        autoComplete="off"
        spellCheck={false}
        maxLength={QUERY_MAXIMUM}
        value={text}
        onChange={(_, data) => setText(data.value)}
        onKeyDown={onKey}
      />
      {search.error && search.error.kind !== 'cancelled' && <Failure error={search.error} onRetry={() => void search.refetch()} />}
      <p className={styles.quiet} role="status">
        {isCurrent ? countText(groups.length) : wanted === '' || search.error ? '' : 'Searching…'}
      </p>
      {groups.length > 0 && (
        <ul id={LIST_ID} role="listbox" aria-label="Groups found" aria-busy={!isCurrent} className={styles.list}>
          {groups.map((each) => (
            <li key={each.id} id={optionId(each.id)} role="option" aria-selected={each.id === active?.id} className={mergeClasses(styles.option, each.id === active?.id && styles.active)} onClick={() => onGroup(each)}>
              <bdi>{displayText(each.displayName)}</bdi>
              {each.description !== null && each.description !== '' && <div className={styles.quiet}>{displayText(each.description)}</div>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const countText = (count: number) => (count === 0 ? 'No group whose name begins so.' : count === 1 ? '1 group found' : `${count} groups found`);
