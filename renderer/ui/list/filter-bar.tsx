import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { SearchField } from '../search-field';

type Props = {
  readonly name: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What else there is to choose by. */
  readonly children: ReactNode;
};

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  text: { flexGrow: 1, minWidth: '180px', maxWidth: '360px' },
});

/** What a list shows. */
export function FilterBar({ name, placeholder, text, onText, children }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="search" aria-label={name}>
      <SearchField className={styles.text} name={name} placeholder={placeholder} text={text} onText={onText} />
      {children}
    </div>
  );
}
