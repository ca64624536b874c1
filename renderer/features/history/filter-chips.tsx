import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { FilterPart } from './filter-text';
import { NOTHING_WANTED, type Wanted } from './wanted';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px', margin: 0, padding: 0, listStyleType: 'none', minWidth: 0 },
  chip: { minWidth: 0, maxWidth: '100%', minHeight: '26px', padding: '1px 10px', border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusCircular, backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, font: 'inherit', fontSize: tokens.fontSizeBase200, textAlign: 'start', overflowWrap: 'anywhere', cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
});

/** What is set, each with a way to take it out. */
export function FilterChips({ parts, onWanted }: { readonly parts: readonly FilterPart[]; readonly onWanted: (wanted: Wanted) => void }) {
  const styles = useStyles();
  if (parts.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Filters set">
      {parts.map(({ key, text, without }) => (
        <li key={key}>
          <button type="button" className={styles.chip} aria-label={`Take out: ${text}`} onClick={() => onWanted(without)}>
            <bdi>{text}</bdi> <span aria-hidden="true">✕</span>
          </button>
        </li>
      ))}
      {parts.length > 1 && (
        <li>
          <Button size="small" appearance="transparent" onClick={() => onWanted(NOTHING_WANTED)}>
            Clear all
          </Button>
        </li>
      )}
    </ul>
  );
}
