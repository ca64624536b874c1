import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { passcodeGroups } from '../../../shared/domain/passcode';

const useStyles = makeStyles({
  code: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: '10px 14px',
    padding: '16px 12px 12px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    // Nobody copies it by accident: a policy for copying does not exist yet.
    userSelect: 'none',
  },
  group: { display: 'inline-flex', gap: '3px' },
  sign: {
    display: 'inline-grid',
    justifyItems: 'center',
    minWidth: '36px',
    padding: '2px 0 4px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    // Faces in which 0 and O, 1, l and I differ.
    fontFamily: '"Cascadia Mono", "Cascadia Code", Consolas, "SF Mono", Menlo, "DejaVu Sans Mono", "Noto Sans Mono", monospace',
    fontFeatureSettings: '"zero" 1',
    fontVariantLigatures: 'none',
    fontSize: '34px',
    lineHeight: '42px',
    fontWeight: tokens.fontWeightSemibold,
    // What it is, as generated content: on the screen, yet no part of the text.
    '::after': {
      content: 'attr(data-kind)',
      fontFamily: tokens.fontFamilyBase,
      fontSize: tokens.fontSizeBase100,
      lineHeight: tokens.lineHeightBase100,
      fontWeight: tokens.fontWeightRegular,
      color: tokens.colorNeutralForeground2,
    },
  },
  digit: { color: tokens.colorBrandForeground1, borderBottom: `3px solid ${tokens.colorBrandStroke1}` },
  symbol: { color: tokens.colorStatusDangerForeground1, borderBottom: `3px dotted ${tokens.colorStatusDangerForeground1}` },
  aloud: { marginTop: '12px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  words: { margin: 0, marginTop: '4px', paddingLeft: '22px', display: 'grid', rowGap: '2px', lineHeight: tokens.lineHeightBase300, userSelect: 'none' },
});

/** The passcode in groups of four, large, and below it how to say it. */
export function PasscodeShown({ passcode }: { readonly passcode: string }) {
  const styles = useStyles();
  const groups = passcodeGroups(passcode);
  return (
    <div>
      <div className={styles.code} role="group" aria-label="Passcode" translate="no">
        {groups.map((group, at) => (
          <span key={at} className={styles.group}>
            {group.map(({ character, kind }, index) => (
              <span key={index} className={mergeClasses(styles.sign, kind === 'digit' && styles.digit, kind === 'symbol' && styles.symbol)} data-kind={kind}>
                {character}
              </span>
            ))}
          </span>
        ))}
      </div>
      <div className={styles.aloud}>
        <h3 className={styles.title}>Read it aloud</h3>
        <ol className={styles.words}>
          {groups.map((group, at) => (
            <li key={at}>{group.map(({ spoken }) => spoken).join(', ')}</li>
          ))}
        </ol>
      </div>
    </div>
  );
}
