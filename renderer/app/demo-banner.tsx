import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  banner: {
    gridArea: 'banner',
    // Above Fluent's dialogs and their veil (1 000 000): in the demo tenant no picture of the app lacks it.
    position: 'relative',
    zIndex: 1_000_001,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '3px 12px',
    backgroundColor: tokens.colorPaletteMarigoldBackground3,
    color: tokens.colorNeutralForeground1Static,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '@media (forced-colors: active)': { borderBottom: '2px solid CanvasText' },
  },
  tag: { letterSpacing: '0.14em', fontWeight: tokens.fontWeightBold, padding: '1px 8px', borderRadius: tokens.borderRadiusSmall, backgroundColor: tokens.colorNeutralForeground1Static, color: tokens.colorNeutralForegroundStaticInverted, '@media (forced-colors: active)': { border: '1px solid CanvasText' } },
});

/** Said on every view: nothing done here touches anybody real. */
export function DemoBanner() {
  const styles = useStyles();
  return (
    <aside className={styles.banner} aria-label="Demo tenant">
      <strong className={styles.tag}>DEMO</strong>
      <span>Simulated tenant. Nobody here is real, and nobody real is touched.</span>
    </aside>
  );
}
