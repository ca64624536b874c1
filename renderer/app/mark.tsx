import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  mark: { display: 'block', color: tokens.colorBrandBackground },
  paper: { fill: tokens.colorNeutralForegroundOnBrand },
});

/** A pass with its notch, and the moment it ends. */
export function Mark({ size = 44 }: { readonly size?: number }) {
  const styles = useStyles();
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 44 44" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="40" height="40" rx="11" fill="currentColor" />
      <path className={styles.paper} d="M12 13h20a2 2 0 0 1 2 2v4.2a3 3 0 0 0 0 5.6V29a2 2 0 0 1-2 2H12a2 2 0 0 1-2-2v-4.2a3 3 0 0 0 0-5.6V15a2 2 0 0 1 2-2Z" />
      <path d="M22 17.5V22l3.2 2.4" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
