import { makeStyles, tokens } from '@fluentui/react-components';
import type { SignedIn } from '../bridge/session';

const useStyles = makeStyles({
  banner: { padding: '6px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground3, color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300 },
});

const WHY: Readonly<Record<NonNullable<SignedIn['readOnly']>, string>> = {
  chosen: 'You chose this at sign-in; sign out to come back with your own rights.',
  group: 'You belong to a group of auditors in the desk policy.',
};

/** Said on every view of an auditor. */
export function ReadOnlyBanner({ because }: { readonly because: NonNullable<SignedIn['readOnly']> }) {
  const styles = useStyles();
  return (
    <aside className={styles.banner} aria-label="Read only">
      Read only: nothing can be issued, granted or ended here. {WHY[because]}
    </aside>
  );
}
