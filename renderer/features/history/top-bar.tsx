import { Button, makeStyles, ToggleButton } from '@fluentui/react-components';
import type { RefObject } from 'react';
import { useRead } from '../../bridge/use-read';
import { into } from '../../ui/into';
import { numberText } from '../../ui/number-text';
import { SearchField } from '../../ui/search-field';
import type { Typed } from './use-typed';

export type Panel = 'charts' | 'findings' | 'journals';

type Props = {
  readonly search: RefObject<HTMLInputElement | null>;
  readonly typed: Typed;
  readonly panel: Panel | null;
  readonly onPanel: (panel: Panel | null) => void;
  readonly onExport: () => void;
  readonly onHelp: () => void;
  /** Arrow down: into the list. */
  readonly onDown: () => void;
};

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  search: { flexGrow: 1, flexBasis: '240px', maxWidth: '460px' },
  help: { minWidth: '32px' },
});

/** The search, and what there is besides the list. */
export function TopBar({ search, typed, panel, onPanel, onExport, onHelp, onDown }: Props) {
  const styles = useStyles();
  const findings = useRead('history.findings', { which: 'unseen' }, { keepPrevious: true }).data?.findings.length ?? 0;
  const toggle = (one: Panel, name: string) => (
    <ToggleButton checked={panel === one} onClick={() => onPanel(panel === one ? null : one)}>
      {name}
    </ToggleButton>
  );

  return (
    <div className={styles.bar}>
      <SearchField
        ref={into(search)}
        className={styles.search}
        name="Search history"
        aria-keyshortcuts="Control+F"
        placeholder="Person, operator, ticket, reason"
        text={typed.text}
        onText={typed.type}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') typed.settle();
          else if (event.key === 'ArrowDown') onDown();
          else return;
          event.preventDefault();
        }}
      />
      <Button aria-keyshortcuts="Control+E" title="Save what the filter shows (Ctrl+E)" onClick={onExport}>
        Export
      </Button>
      {toggle('charts', 'Charts')}
      {toggle('findings', findings === 0 ? 'Findings' : `Findings (${numberText(findings)})`)}
      {toggle('journals', 'Journals')}
      <Button className={styles.help} aria-label="Keys" aria-keyshortcuts="?" title="Keys (?)" onClick={onHelp}>
        ?
      </Button>
    </div>
  );
}
