import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Mark } from './mark';

const useStyles = makeStyles({
  page: { height: '100%', overflowY: 'auto', display: 'grid', placeItems: 'center', padding: tokens.spacingHorizontalXXL, boxSizing: 'border-box' },
  card: {
    width: '100%',
    maxWidth: '460px',
    boxSizing: 'border-box',
    padding: '40px',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow8,
    '@media (max-width: 520px)': { padding: '24px' },
  },
  title: { margin: 0, marginTop: tokens.spacingVerticalL, fontSize: tokens.fontSizeHero700, lineHeight: tokens.lineHeightHero700, fontWeight: tokens.fontWeightSemibold },
});

/** The page of somebody who is not in yet. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Mark />
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
