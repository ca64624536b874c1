import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { useAnnounce } from '../../ui/live';
import { countText } from '../../ui/number-text';
import { zoneName } from '../../ui/time-text';
import { DetailPane, type Only, type Wish } from './detail-pane';
import { ExportDialog } from './export-dialog';
import { FilterBar } from './filter-bar';
import { FilterChips } from './filter-chips';
import { filterParts, filterText } from './filter-text';
import { FindingsPanel } from './findings-panel';
import { HistoryTable } from './history-table';
import { JournalsPanel } from './journals-panel';
import { KeysHelp } from './keys-help';
import { Nothing } from './nothing';
import { SavedBar } from './saved-bar';
import { StateLine } from './state-line';
import { type Panel, TopBar } from './top-bar';
import { useHistoryChanged } from './use-history-changed';
import { useHistoryKeys } from './use-history-keys';
import { useNewest } from './use-lines';
import { useSaved } from './use-saved';
import { useTyped } from './use-typed';
import { useWanted } from './use-wanted';
import { isEverything, type Wanted } from './wanted';
import { stepped } from './period';

// The library that draws them comes when they are asked for.
const HistoryCharts = lazy(async () => ({ default: (await import('./charts')).HistoryCharts }));

/** Milliseconds. */
const TYPING_MS = 200;
const AGAIN_MS = 1000;
const NARROW = '@media (max-width: 1000px)';

const useStyles = makeStyles({
  view: { height: '100%', display: 'flex', flexDirection: 'column', boxSizing: 'border-box', padding: '20px 28px 16px', gap: '10px', overflowY: 'auto', '@media (max-width: 700px)': { padding: '16px' } },
  title: { margin: 0, fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
  body: { display: 'flex', flexGrow: 1, minHeight: '280px', gap: '12px', [NARROW]: { flexDirection: 'column', minHeight: 'auto' } },
  list: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, minHeight: 0, gap: '10px', [NARROW]: { flexShrink: 0 } },
  withPanel: { overflowY: 'auto', [NARROW]: { overflowY: 'visible' } },
  panel: { flexShrink: 0, minWidth: 0 },
  // With a panel above it the table keeps a height of its own, and the column scrolls.
  table: { display: 'flex', flexDirection: 'column', flex: '1 1 0', minHeight: '250px', rowGap: '4px', [NARROW]: { flex: 'none', height: 'max(340px, 60vh)' } },
  underPanel: { flex: 'none', height: 'max(420px, 60vh)' },
  details: { display: 'grid', flexShrink: 0, width: 'clamp(340px, 36%, 520px)', minHeight: 0, [NARROW]: { width: 'auto' } },
});

/** What was done, by whom, to whom and why, and what became of it: the journal, Entra's audits and its sign-ins as one time line. @param lineId - A line to open at once. */
export function HistoryView({ lineId = null }: { readonly lineId?: string | null }) {
  const styles = useStyles();
  const announce = useAnnounce();
  const client = useQueryClient();
  const { wanted, setWanted, setText, setOnly, filter, names, now } = useWanted();
  const saved = useSaved(zoneName);
  const state = useRead('history.state', {});
  const newest = useNewest(filter);
  const typed = useTyped(wanted.lines.text, setText, TYPING_MS);
  // The list before stays until there is an answer to the new filter.
  const [shown, setShown] = useState(filter);
  if (shown !== filter && newest.data && !newest.isPlaceholderData) setShown(filter);
  const [total, setTotal] = useState<number | null>(null);
  const [panel, setPanel] = useState<Panel | null>(null);
  const [dialog, setDialog] = useState<'export' | 'help' | null>(null);
  const [opened, setOpened] = useState<Opened | null>(lineId === null ? null : { id: lineId, wish: { what: 'focus' } });
  const [asked, setAsked] = useState(lineId);
  const [isInTable, setIsInTable] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  if (asked !== lineId) {
    setAsked(lineId);
    if (lineId !== null) setOpened({ id: lineId, wish: { what: 'focus' } });
  }

  const readAgain = () => void client.invalidateQueries({ predicate: ({ queryKey }) => LISTED.has(queryKey[0]) }, { cancelRefetch: false });
  useHistoryChanged(readAgain, AGAIN_MS);
  const choose = (next: Wanted) => {
    typed.drop();
    setWanted(next);
  };
  const activeRow = () => list.current?.querySelector<HTMLElement>('[data-rows] [tabindex="0"]');
  const open = (id: string) => {
    const had = document.activeElement;
    // From a chart or a finding one goes back to it.
    opener.current = had instanceof HTMLElement && list.current?.contains(had) && !had.closest('[data-rows]') ? had : null;
    setOpened({ id, wish: { what: 'focus' } });
  };
  const back = () => {
    (opener.current?.isConnected ? opener.current : (activeRow() ?? search.current))?.focus();
  };
  const close = () => {
    setOpened(null);
    back();
  };
  const only = (by: Only, line: HistoryLine) => {
    typed.drop();
    setOnly(by, line);
  };
  useHistoryKeys({
    onSearch: () => {
      search.current?.focus();
      search.current?.select();
    },
    onExport: () => setDialog('export'),
    onSaved: (at) => {
      const one = saved.all[at];
      if (!one) return;
      choose(one.wanted);
      announce(`Filter: ${one.name}`);
    },
    onStep: (by) => choose({ ...wanted, period: stepped(wanted.period, by) }),
    onHelp: () => setDialog('help'),
    onRefresh: readAgain,
  });
  const told = total === null || shown !== filter ? '' : countText(total, 'line');
  useEffect(() => {
    if (told) announce(told);
  }, [announce, told, shown]);
  const parts = filterParts(wanted, names, now, zoneName);

  return (
    <div
      className={styles.view}
      onKeyDown={(event) => {
        // React sends the keys of dialogs through here as well.
        if (event.key !== 'Escape' || event.defaultPrevented || !opened || event.target === search.current || !(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
        event.preventDefault();
        close();
      }}
    >
      <h1 className={styles.title}>History</h1>
      <TopBar search={search} typed={typed} panel={panel} onPanel={setPanel} onExport={() => setDialog('export')} onHelp={() => setDialog('help')} onDown={() => activeRow()?.focus()} />
      <SavedBar saved={saved} wanted={wanted} now={now} onWanted={choose} />
      <FilterBar wanted={wanted} now={now} timeZone={zoneName} onWanted={setWanted} />
      <FilterChips parts={parts} onWanted={choose} onLast={() => search.current?.focus()} />
      {state.data && <StateLine state={state.data} />}
      {newest.error ? (
        <Failure error={newest.error} onRetry={() => void newest.refetch()} />
      ) : (
        <div className={styles.body}>
          <div ref={list} className={mergeClasses(styles.list, panel !== null && styles.withPanel)} aria-busy={shown !== filter}>
            {panel !== null && (
              <div className={styles.panel}>
                <Suspense fallback={<p className={styles.quiet}>Counting…</p>}>
                  {panel === 'charts' && <HistoryCharts filter={filter} timeZone={zoneName} onLine={open} />}
                  {panel === 'findings' && <FindingsPanel onLine={open} />}
                  {panel === 'journals' && <JournalsPanel />}
                </Suspense>
              </div>
            )}
            {newest.data ? (
              <div className={mergeClasses(styles.table, panel !== null && styles.underPanel)} onFocus={() => setIsInTable(true)} onBlur={() => setIsInTable(false)}>
                <p className={styles.quiet}>
                  {total === null ? 'Counting…' : total === 0 ? <Nothing isEverything={isEverything(wanted)} onClear={choose} /> : countText(total, 'line')}
                  {/* Where lines are cards, no column has a head that says it. */}
                  {Boolean(total) && <span>. Times in {zoneName}.</span>}
                </p>
                <HistoryTable
                  key={JSON.stringify(shown)}
                  filter={shown}
                  openId={opened?.id ?? null}
                  takesFocus={isInTable}
                  onMove={(line) => setOpened((old) => old && { ...old, id: line.id })}
                  onOpen={(line, byKey) => {
                    opener.current = null;
                    setOpened({ id: line.id, wish: { what: byKey ? 'focus' : 'sight' } });
                  }}
                  onKey={(key, line) => {
                    const by = ONLY_KEYS[key.toLowerCase()];
                    if (by) only(by, line);
                    return by !== undefined;
                  }}
                  onTotal={setTotal}
                />
              </div>
            ) : (
              <p className={styles.quiet}>Reading the history…</p>
            )}
          </div>
          {opened && (
            <div className={styles.details}>
              <DetailPane id={opened.id} wish={opened.wish} onClose={close} onBack={back} onOnly={only} />
            </div>
          )}
        </div>
      )}
      <ExportDialog filter={filter} filterText={filterText(wanted, names, now, zoneName)} timeZone={zoneName} count={shown === filter ? total : null} isOpen={dialog === 'export'} onClose={() => setDialog(null)} />
      {dialog === 'help' && <KeysHelp onClose={() => setDialog(null)} />}
    </div>
  );
}

type Opened = { readonly id: string; readonly wish: Wish };

/** What is read again when the history has changed; the panels and the details look after themselves. */
const LISTED: ReadonlySet<unknown> = new Set(['history.page', 'history.count', 'history.facets', 'history.state', 'history.findings']);
const ONLY_KEYS: Readonly<Record<string, Only | undefined>> = { p: 'person', o: 'operator', t: 'ticket' };
