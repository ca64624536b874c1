import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { passcodeGroups, type SpokenCharacter } from '../../../shared/domain/passcode';

const useStyles = makeStyles({
  code: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: '10px 14px',
    padding: '16px 12px 12px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    // Nobody copies it by accident: copying goes through the main process, where the desk policy allows it.
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
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', columnGap: '12px' },
  tick: { flexShrink: 0, color: tokens.colorNeutralForeground2 },
  done: { color: tokens.colorNeutralForeground3 },
  aloud: { marginTop: '12px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  words: { margin: 0, marginTop: '4px', paddingLeft: '22px', display: 'grid', rowGap: '0', lineHeight: tokens.lineHeightBase300, userSelect: 'none' },
});

/** Said in words under each sign, so that no face and no eye has to tell 0 from O or 1 from l and I. */
const KIND_WORDS: Readonly<Record<SpokenCharacter['kind'], string>> = { upper: 'capital', lower: 'small', digit: 'digit', symbol: 'sign' };

/** The passcode in groups of four, large, and below it how to say it. */
export function PasscodeShown({ passcode }: { readonly passcode: string }) {
  return <SecretShown name="Passcode" groups={passcodeGroups(passcode)} />;
}

type Props = {
  /** Names the group, whose text is the secret. */
  readonly name: string;
  readonly groups: readonly (readonly SpokenCharacter[])[];
};

/** A secret in groups, and how each is said. Ticks help to keep the place; nothing waits for them. */
export function SecretShown({ name, groups }: Props) {
  const styles = useStyles();
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const tick = (group: number, isTicked: boolean) => setTicked((current) => new Set(isTicked ? [...current, group] : [...current].filter((other) => other !== group)));
  return (
    <div>
      <div className={styles.code} role="group" aria-label={name} translate="no">
        {groups.map((group, at) => (
          <span key={at} className={styles.group}>
            {group.map(({ character, kind }, index) => (
              <span key={index} className={mergeClasses(styles.sign, kind === 'digit' && styles.digit, kind === 'symbol' && styles.symbol)} data-kind={KIND_WORDS[kind]}>
                {character}
              </span>
            ))}
          </span>
        ))}
      </div>
      <div className={styles.aloud}>
        <h3 className={styles.title}>Read it aloud, and have it read back</h3>
        <ol className={styles.words}>
          {groups.map((group, at) => (
            <li key={at}>
              <span className={styles.row}>
                <span className={mergeClasses(ticked.has(at) && styles.done)}>{group.map(({ spoken }) => spoken).join(', ')}</span>
                <Checkbox
                  className={styles.tick}
                  label={<span aria-hidden="true">read back</span>}
                  aria-label={`Group ${at + 1} read back`}
                  checked={ticked.has(at)}
                  onChange={(_, data) => tick(at, data.checked === true)}
                />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
