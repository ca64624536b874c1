import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { LineKind } from '../../../shared/domain/history/history-line';

/** Each kind has a colour and a pattern of its own: the pattern alone tells them apart. */
const PATTERNS: Readonly<Record<LineKind, string>> = {
  pass: 'M0 0H8V8H0Z',
  grant: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
  'end-access': 'M0 2H8M0 6H8',
  sessions: 'M1 1H3V3H1ZM5 5H7V7H5Z',
  account: 'M2 0V8M6 0V8',
  run: 'M0 4H8M4 0V8',
  'person-change': 'M-2 6L2 10M0 0L8 8M6 -2L10 2',
  policy: 'M0 0H8M0 0V8M0 0L8 8M8 0L0 8',
  desk: 'M3 3H5V5H3Z',
};
/** Patterns that are areas; the others are strokes. */
const FILLED: ReadonlySet<LineKind> = new Set<LineKind>(['pass', 'sessions', 'desk']);

const forced = { '@media (forced-colors: active)': { color: 'CanvasText' } };
const useStyles = makeStyles({
  pass: { color: tokens.colorPaletteTealBorderActive, ...forced },
  grant: { color: tokens.colorPaletteGrapeBorderActive, ...forced },
  'end-access': { color: tokens.colorPaletteRedBorderActive, ...forced },
  sessions: { color: tokens.colorPalettePumpkinBorderActive, ...forced },
  account: { color: tokens.colorPaletteBrownBorderActive, ...forced },
  run: { color: tokens.colorPaletteBlueBorderActive, ...forced },
  'person-change': { color: tokens.colorPaletteForestBorderActive, ...forced },
  policy: { color: tokens.colorPaletteBerryBorderActive, ...forced },
  desk: { color: tokens.colorNeutralStrokeAccessible, ...forced },
  swatch: { flexShrink: 0, display: 'block' },
});

/** The words and lines of a chart, where the system chooses the colours: shapes of a picture keep theirs unless told. */
export const FORCED_AXES = { '@media (forced-colors: active)': { '& text': { fill: 'CanvasText' }, '& line': { stroke: 'CanvasText' } } } as const;

/** Classes that set `color` to the colour of a kind. */
export const useKindColours = useStyles;

export const patternId = (prefix: string, kind: LineKind): string => `${prefix}-${kind}`;

/** To stand in a `defs`. @param prefix - Unique on the page. */
export function KindPattern({ prefix, kind }: { readonly prefix: string; readonly kind: LineKind }) {
  const styles = useStyles();
  return (
    <pattern id={patternId(prefix, kind)} width="8" height="8" patternUnits="userSpaceOnUse">
      {/* What is inside a pattern takes its colour from here, not from what is filled with it. */}
      <g className={styles[kind]}>{FILLED.has(kind) ? <path d={PATTERNS[kind]} fill="currentColor" /> : <path d={PATTERNS[kind]} fill="none" stroke="currentColor" strokeWidth="1.6" />}</g>
    </pattern>
  );
}

/** How a kind looks in the chart. Decoration: its name stands beside it. */
export function KindSwatch({ prefix, kind }: { readonly prefix: string; readonly kind: LineKind }) {
  const styles = useStyles();
  const own = `${prefix}-swatch`;
  return (
    <svg className={mergeClasses(styles.swatch, styles[kind])} width="18" height="14" aria-hidden="true" focusable="false">
      <defs>
        <KindPattern prefix={own} kind={kind} />
      </defs>
      <rect x="0.5" y="0.5" width="17" height="13" fill={`url(#${patternId(own, kind)})`} stroke="currentColor" />
    </svg>
  );
}
