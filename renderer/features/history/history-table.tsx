import { Button, mergeClasses } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { HistoryFilter } from '../../../shared/domain/history/history-filter';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { useSettings } from '../../bridge/settings';
import { Failure } from '../../ui/failure';
import { zoneName } from '../../ui/time-text';
import { LineRow, rowId } from './line-row';
import { type Layout, layoutFor, useTableStyles } from './table-styles';
import { type Heights, useLineScroll } from './use-line-scroll';
import { useLines } from './use-lines';

/** Rows drawn above and below what is in sight. */
const MARGIN = 6;
const KEYS_ID = 'history-keys';
/** Pixels. */
const HEIGHTS = {
  comfortable: { columns: { row: 52, head: 34 }, folded: { row: 52, head: 34 }, cards: { row: 104, head: 0 } },
  compact: { columns: { row: 42, head: 34 }, folded: { row: 42, head: 34 }, cards: { row: 92, head: 0 } },
} as const satisfies Record<string, Record<Layout, Heights>>;
const HEADS = [`Time (${zoneName})`, 'What', 'To whom', 'Who', 'Why', 'Result', 'Findings'] as const;
/** They stand under others there, and so do what they are the heads of. */
const FOLDED_AWAY: ReadonlySet<string> = new Set(['Why', 'Findings']);

type Props = {
  readonly filter: HistoryFilter;
  /** The line whose details are shown; null for none. */
  readonly openId: string | null;
  /** The keyboard is to be on the first row: it was in the table before the filter was another. */
  readonly takesFocus: boolean;
  /** Told of the line that the keyboard came to, once it is known. */
  readonly onMove: (line: HistoryLine) => void;
  /** @param byKey - By Enter, which goes on into the details; the mouse stays where it is. */
  readonly onOpen: (line: HistoryLine, byKey: boolean) => void;
  /** Keys of a row other than those that move and open. @returns whether it was one. */
  readonly onKey: (key: string, line: HistoryLine) => boolean;
  /** How many lines there are; null while they are being counted. */
  readonly onTotal: (total: number | null) => void;
};

/** The lines that a filter shows, however many: only rows in sight are drawn, and only their pages read. A new filter is a new table. */
export function HistoryTable({ filter, openId, takesFocus, onMove, onOpen, onKey, onTotal }: Props) {
  const styles = useTableStyles();
  const { density } = useSettings().settings;
  const heightsFor = (width: number): Heights => HEIGHTS[density][layoutFor(width)];
  const scroller = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ first: 0, last: 20 });
  const [active, setActive] = useState(0);
  const [asOf, setAsOf] = useState<number | null>(null);
  const lines = useLines(filter, asOf, sight.first, sight.last);
  const scroll = useLineScroll(lines.total, heightsFor, scroller);
  const layout = layoutFor(scroll.width);
  if (sight.first !== scroll.first || sight.last !== scroll.last) setSight({ first: scroll.first, last: scroll.last });
  // On top, what is added appears by itself; further down the list is held still, so that nothing moves under the reader's eyes.
  const isAtTop = scroll.isAtTop && active === 0;
  if (isAtTop && asOf !== null) setAsOf(null);
  if (!isAtTop && asOf === null && lines.latest !== null) setAsOf(lines.latest);

  const { total, isCounted } = lines;
  const told = useEffectEvent(onTotal);
  useEffect(() => told(isCounted ? total : null), [total, isCounted]);
  const focusFirst = useEffectEvent(() => {
    if (takesFocus) document.getElementById(rowId(0))?.focus({ preventScroll: true });
  });
  useEffect(() => focusFirst(), []);

  const go = (to: number) => {
    const row = Math.max(0, Math.min(total - 1, to));
    // The row may only now be drawn.
    flushSync(() => {
      setActive(row);
      scroll.show(row);
    });
    document.getElementById(rowId(row))?.focus({ preventScroll: true });
    const line = lines.at(row);
    if (line) onMove(line);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + scroll.pageRows, PageUp: active - scroll.pageRows, Home: 0, End: total - 1 }[event.key];
    const line = lines.at(active);
    if (to !== undefined) go(to);
    else if (event.key === 'Enter' && line) onOpen(line, true);
    else if (!line || !onKey(event.key, line)) return;
    event.preventDefault();
  };
  const rowOf = (target: EventTarget): number | undefined => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null;
    return row === null ? undefined : Number(row.dataset.at);
  };
  const onClick = (row: number | undefined) => {
    const line = row === undefined ? undefined : lines.at(row);
    // Who marks text of a row with the mouse does not ask for details. What is marked elsewhere stays marked, and says nothing.
    const marked = window.getSelection();
    const isMarking = marked?.type === 'Range' && (scroller.current?.contains(marked.anchorNode) ?? false);
    if (line && !isMarking) onOpen(line, false);
  };

  const drawn = Array.from({ length: Math.max(0, Math.min(total - 1, scroll.last + MARGIN) - Math.max(0, scroll.first - MARGIN) + 1) }, (_, index) => Math.max(0, scroll.first - MARGIN) + index);
  // Drawn wherever one scrolls, so that the keyboard stays on it.
  const rows = total === 0 || drawn.includes(active) ? drawn : active < scroll.first ? [active, ...drawn] : [...drawn, active];
  const { row: height } = heightsFor(scroll.width);

  return (
    <div className={styles.frame}>
      {lines.error && <Failure error={lines.error} onRetry={lines.retry} />}
      <p id={KEYS_ID} className="visually-hidden">
        Arrow keys move from row to row, Enter shows the details. P, O and T show only this person, operator or ticket.
      </p>
      <div ref={scroller} className={styles.scroller} role="table" aria-label="History" aria-rowcount={total + 1} aria-colcount={HEADS.length} aria-describedby={KEYS_ID}>
        <div role="rowgroup" className={layout === 'cards' ? 'visually-hidden' : undefined} style={layout === 'cards' ? undefined : HEAD_STAYS}>
          <div role="row" aria-rowindex={1} className={layout === 'cards' ? undefined : mergeClasses(styles.head, layout === 'columns' ? styles.columns : styles.foldedHead)}>
            {HEADS.map((name) => (
              <div key={name} role="columnheader" className={layout === 'folded' && FOLDED_AWAY.has(name) ? 'visually-hidden' : styles.line} title={name}>
                {name}
              </div>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className={styles.area}
          style={{ height: scroll.height }}
          data-rows
          onKeyDown={onKeyDown}
          onClick={(event) => onClick(rowOf(event.target))}
          onFocus={(event) => {
            const row = rowOf(event.target);
            if (row === undefined) return;
            setActive(row);
            // Tab reaches this one alone, which may be drawn out of sight. Any other is met by the mouse, and stays under it:
            // where the list stands may be known here only a moment after a click, which would miss a row that moved away.
            if (row === active && (row < scroll.first || row > scroll.last)) scroll.show(row);
          }}
        >
          <div role="presentation" className={styles.block} style={{ transform: `translateY(${scroll.shift}px)` }}>
            {rows.map((at) => {
              const line = lines.at(at);
              return <LineRow key={at} at={at} line={line} layout={layout} height={height} place={scroll.placeOf(at)} isActive={at === active} isOpen={openId !== null && line?.id === openId} />;
            })}
          </div>
        </div>
      </div>
      {lines.added > 0 && (
        <Button
          className={styles.added}
          shape="circular"
          size="small"
          appearance="primary"
          onClick={() => {
            setAsOf(null);
            go(0);
          }}
        >
          {lines.added} new
        </Button>
      )}
    </div>
  );
}

/** Sticks to the top of what scrolls, around the head that does. */
const HEAD_STAYS = { display: 'contents' } as const;
