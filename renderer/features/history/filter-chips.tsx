import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { FilterPart } from './filter-text';
import { NOTHING_WANTED, type Wanted } from './wanted';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px', margin: 0, padding: 0, listStyleType: 'none', minWidth: 0 },
  chip: { minWidth: 0, maxWidth: '100%', minHeight: '26px', padding: '1px 10px', border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusCircular, backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, font: 'inherit', fontSize: tokens.fontSizeBase200, textAlign: 'start', overflowWrap: 'anywhere', cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
});

type Props = {
  readonly parts: readonly FilterPart[];
  readonly onWanted: (wanted: Wanted) => void;
  /** The last one is gone, and the keyboard with it. */
  readonly onLast: () => void;
};

/** What is set, each with a way to take it out. The keyboard goes on to the next one. */
export function FilterChips({ parts, onWanted, onLast }: Props) {
  const styles = useStyles();
  const list = useRef<HTMLUListElement>(null);
  if (parts.length === 0) return null;
  const takeOut = (at: number, without: Wanted) => {
    const chips = [...(list.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
    const next = chips[at + 1] ?? chips[at - 1];
    if (next) next.focus();
    else onLast();
    onWanted(without);
  };
  return (
    <ul ref={list} className={styles.list} aria-label="Filters set">
      {parts.map(({ key, text, without }, at) => (
        <li key={key}>
          <button type="button" data-chip className={styles.chip} aria-label={`Take out: ${text}`} onClick={() => takeOut(at, without)}>
            <bdi>{text}</bdi> <span aria-hidden="true">✕</span>
          </button>
        </li>
      ))}
      {parts.length > 1 && (
        <li>
          <Button
            size="small"
            appearance="transparent"
            onClick={() => {
              onLast();
              onWanted(NOTHING_WANTED);
            }}
          >
            Clear all
          </Button>
        </li>
      )}
    </ul>
  );
}
