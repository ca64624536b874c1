import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { AccessPreview, AccessStep } from '../../../shared/domain/end-access';
import { Leftovers } from './leftovers';
import { endsText, stepName } from './step-words';

const useStyles = makeStyles({
  scroll: { margin: 0, padding: 0, maxHeight: '38vh', overflowY: 'auto', listStyleType: 'none', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke2}`, overflowWrap: 'anywhere', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  person: { padding: '10px 14px', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, lineHeight: tokens.lineHeightBase300 },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  upn: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  steps: { margin: '4px 0 0', paddingInlineStart: '20px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Of each person what would be ended, and what would stay. */
export function PreviewsList({ previews, disables }: { readonly previews: readonly AccessPreview[]; readonly disables: boolean }) {
  const styles = useStyles();
  return (
    <ul className={styles.scroll} aria-label="What ends and what stays" tabIndex={0}>
      {previews.map((preview) => (
        <li key={preview.personId} className={styles.person}>
          <h3 className={styles.name}>
            <bdi>{displayText(preview.displayName)}</bdi> <span className={styles.upn}>{displayText(preview.userPrincipalName)}</span>
          </h3>
          <ol className={styles.steps} aria-label="Steps">
            {stepsOf(preview, disables).map((step) => (
              <li key={step.id}>
                {stepName(step)}
                {endsText(step) !== '' && <span className={styles.quiet}> ({endsText(step)})</span>}
              </li>
            ))}
          </ol>
          <Leftovers leftovers={preview.leftovers} />
        </li>
      ))}
    </ul>
  );
}

/** The account comes first, so that nothing new begins, and only where it is not disabled already. */
export function stepsOf({ steps, accountEnabled }: AccessPreview, disables: boolean): readonly AccessStep[] {
  const others = steps.filter(({ kind }) => kind !== 'disable-account');
  return disables && accountEnabled !== false ? [{ id: 'disable-account', kind: 'disable-account', what: '', endsAt: null }, ...others] : others;
}
