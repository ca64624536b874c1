import { mergeClasses } from '@fluentui/react-components';
import type { MissingPart } from '../../../shared/domain/onboarding';
import { MISSING_WORDS } from './missing-words';
import { useTableStyles } from './table-styles';

/** What is still missing, each with a sign and in words. */
export function MissingCell({ parts, isRead }: { readonly parts: readonly MissingPart[]; readonly isRead: boolean }) {
  const styles = useTableStyles();
  return (
    <>
      {parts.map((part) => (
        <span key={part} className={styles.part}>
          <span className={mergeClasses(styles.sign, part === 'not-read' ? styles.quiet : styles.lacking)} aria-hidden="true">
            {part === 'not-read' ? '?' : '✕'}
          </span>
          {MISSING_WORDS[part]}
        </span>
      ))}
      {!isRead && <span className={styles.quiet}>Reading…</span>}
      {isRead && parts.length === 0 && (
        <span className={styles.part}>
          <span className={mergeClasses(styles.sign, styles.ready)} aria-hidden="true">
            ✓
          </span>
          Nothing
        </span>
      )}
    </>
  );
}
