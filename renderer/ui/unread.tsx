import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Known } from '../../shared/domain/known';
import { needsOf } from '../../shared/domain/features';
import { assertNever } from '../../shared/result';

type Unread = Extract<Known<unknown>, { known: false }>;

const useStyles = makeStyles({ unread: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' } });

/** Why a fact is not there. "Not read" is never shown as "none". */
export function unreadText({ because, needs }: Unread): string {
  const what = needs === null ? '' : `: needs ${needsOf(needs)}`;
  switch (because) {
    case 'not-permitted':
      return `not read${what}`;
    case 'not-licensed':
      return `not read: the tenant has no licence for it${what}`;
    case 'not-in-cloud':
      return 'not available in this cloud';
    case 'failed':
      return 'not read: the request failed';
    default:
      return assertNever(because);
  }
}

/** The same in two words, for a cell of a table: why stands in its tip, where that is known. */
export function NotRead({ fact }: { readonly fact?: Unread }) {
  const styles = useStyles();
  return (
    <span className={styles.unread} title={fact && unreadText(fact)}>
      Not read
    </span>
  );
}

/** A fact that may not have been readable. */
export function IfKnown<T>({ fact, children }: { readonly fact: Known<T>; readonly children: (value: T) => ReactNode }) {
  const styles = useStyles();
  return fact.known ? children(fact.value) : <span className={styles.unread}>{unreadText(fact)}</span>;
}
