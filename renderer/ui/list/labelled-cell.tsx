import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';

type Props = { readonly className: string; readonly label: string; readonly children: ReactNode };

/** @returns the cell of one list: where rows are cards it says what it is, unless it is empty. */
export function labelledCell(useStyles: () => Readonly<Record<'cell' | 'label', string>>) {
  return function Cell({ className, label, children }: Props) {
    const styles = useStyles();
    const isEmpty = children === '' || children === false;
    return (
      <td className={mergeClasses(styles.cell, className)}>
        {!isEmpty && <span className={styles.label}>{label}: </span>}
        {children}
      </td>
    );
  };
}
