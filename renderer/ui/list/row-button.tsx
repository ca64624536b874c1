import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

type Props = {
  /** What it does and to whom: the words on it say only what. */
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

const useStyles = makeStyles({
  button: {
    minHeight: '26px',
    padding: '1px 8px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** A button in a row. Tab passes it by: a key on the row does the same. Plain, because a list may draw hundreds. */
export function RowButton({ label, onClick, children }: Props) {
  const styles = useStyles();
  return (
    <button type="button" tabIndex={-1} className={styles.button} aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}
