import { FluentProvider, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useSettings } from '../bridge/settings';
import { themeFor } from './theme';
import { useMedia } from './use-media';

const useStyles = makeStyles({
  root: {
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground2,
    // Read by every list and table; see `--desk-row` in the views.
    '--desk-row': '10px',
    '--desk-gap': '20px',
  },
  compact: { '--desk-row': '5px', '--desk-gap': '12px' },
});

/** Theme and density, from the settings and from what the system asks for. */
export function AppearanceProvider({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  const { settings } = useSettings();
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const isForced = useMedia('(forced-colors: active)');
  const moreContrast = useMedia('(prefers-contrast: more)');
  const isDark = settings.theme === 'system' ? systemIsDark : settings.theme === 'dark';
  const theme = useMemo(() => themeFor({ isDark, isForced, moreContrast }), [isDark, isForced, moreContrast]);

  // Scroll bars and native pickers follow as well.
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);

  return (
    <FluentProvider theme={theme} targetDocument={document}>
      {/* Fluent gives the provider's classes to every tooltip and dialog it puts beside #root: layout goes inside. */}
      <div className={mergeClasses(styles.root, settings.density === 'compact' && styles.compact)}>{children}</div>
    </FluentProvider>
  );
}
