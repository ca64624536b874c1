import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  disc: { display: 'grid', placeItems: 'center', borderRadius: tokens.borderRadiusCircular, fontWeight: tokens.fontWeightSemibold, userSelect: 'none', flexShrink: 0 },
  small: { width: '36px', height: '36px', fontSize: tokens.fontSizeBase200 },
  large: { width: '56px', height: '56px', fontSize: tokens.fontSizeBase500 },
  teal: { backgroundColor: tokens.colorPaletteTealBackground2, color: tokens.colorPaletteTealForeground2 },
  blue: { backgroundColor: tokens.colorPaletteBlueBackground2, color: tokens.colorPaletteBlueForeground2 },
  plum: { backgroundColor: tokens.colorPalettePlumBackground2, color: tokens.colorPalettePlumForeground2 },
  forest: { backgroundColor: tokens.colorPaletteForestBackground2, color: tokens.colorPaletteForestForeground2 },
  steel: { backgroundColor: tokens.colorPaletteSteelBackground2, color: tokens.colorPaletteSteelForeground2 },
});
const COLOURS = ['teal', 'blue', 'plum', 'forest', 'steel'] as const;

type Props = { readonly name: string; readonly id: string; readonly size: 36 | 56 };

/** Decoration: tells two rows apart at a glance, and namesakes by their colour, which comes from the id. */
export function Initials({ name, id, size }: Props) {
  const styles = useStyles();
  const colour = COLOURS[Number.parseInt(id.slice(-4), 16) % COLOURS.length] ?? 'teal';
  return (
    <span className={mergeClasses(styles.disc, size === 36 ? styles.small : styles.large, styles[colour])} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(' ').filter((word) => /^\p{L}/u.test(word));
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? ([...(words[words.length - 1] ?? '')][0] ?? '') : '';
  return `${first}${last}`.toUpperCase();
}
