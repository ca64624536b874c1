import { type BrandVariants, createDarkTheme, createLightTheme, teamsHighContrastTheme, type Theme } from '@fluentui/react-components';

/** Petrol: calm beside the amber of DEMO and the red of a refusal. 80 carries white text at 5.6 to 1. */
const brand: BrandVariants = {
  10: '#020809',
  20: '#0a1c20',
  30: '#0d2d34',
  40: '#0e3a43',
  50: '#0f4752',
  60: '#0f5562',
  70: '#0e6372',
  80: '#0d6f80',
  90: '#2c8191',
  100: '#4892a1',
  110: '#61a2b0',
  120: '#7ab2be',
  130: '#92c2cc',
  140: '#abd2da',
  150: '#c4e1e7',
  160: '#ddf0f4',
};

const light: Theme = createLightTheme(brand);
const fluentDark = createDarkTheme(brand);
const dark: Theme = {
  ...fluentDark,
  // Fluent's dark theme takes 100 and 110 for coloured text; a step lighter keeps it above 4.5 to 1 on every background.
  colorBrandForeground1: brand[120],
  colorBrandForeground2: brand[130],
  colorBrandForegroundLink: brand[120],
  colorBrandForegroundLinkHover: brand[130],
  // So do its status colours as text: the palest of each is readable on tinted and hovered surfaces too.
  colorStatusDangerForeground1: fluentDark.colorStatusDangerForeground3,
  colorStatusSuccessForeground1: fluentDark.colorStatusSuccessForeground3,
};

/** For people who ask the system for more contrast without choosing its forced colours. */
function withMoreContrast(theme: Theme): Theme {
  return {
    ...theme,
    colorNeutralForeground2: theme.colorNeutralForeground1,
    colorNeutralForeground3: theme.colorNeutralForeground1,
    colorNeutralForeground4: theme.colorNeutralForeground1,
    colorNeutralStroke1: theme.colorNeutralStrokeAccessible,
    colorNeutralStroke2: theme.colorNeutralStrokeAccessible,
    colorNeutralStroke3: theme.colorNeutralStrokeAccessible,
  };
}

export type Appearance = { readonly isDark: boolean; readonly isForced: boolean; readonly moreContrast: boolean };

export function themeFor({ isDark, isForced, moreContrast }: Appearance): Theme {
  if (isForced) return teamsHighContrastTheme;
  const theme = isDark ? dark : light;
  return moreContrast ? withMoreContrast(theme) : theme;
}
