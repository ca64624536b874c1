import { makeStyles, tokens } from '@fluentui/react-components';
import type { MouseEvent } from 'react';

type Props = {
  readonly label: string;
  readonly isChecked: boolean;
  readonly isDisabled?: boolean;
  /** Tab reaches it. The box of a row has no need of that: Space on the row does the same. */
  readonly isTabStop?: boolean;
  readonly onChange?: (isOn: boolean) => void;
  /** Instead of the change, where it matters which keys are held. */
  readonly onClick?: (event: MouseEvent) => void;
};

const useStyles = makeStyles({
  check: { width: '18px', height: '18px', margin: '1px', accentColor: tokens.colorBrandBackground, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' } },
});

/** A box to select a row by, or all of them. Plain, because a list may draw hundreds. */
export function RowCheck({ label, isChecked, isDisabled = false, isTabStop = false, onChange, onClick }: Props) {
  const styles = useStyles();
  return (
    <input
      type="checkbox"
      className={styles.check}
      tabIndex={isTabStop ? undefined : -1}
      aria-label={label}
      disabled={isDisabled}
      checked={isChecked}
      onClick={onClick}
      onChange={(event) => onChange?.(event.target.checked)}
    />
  );
}
