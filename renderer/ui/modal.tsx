import { Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, mergeClasses } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { LiveRegions } from './live';
import { useInSight } from './use-in-sight';

type Props = {
  /** Names the dialog. */
  readonly title: string;
  /** Escape. The backdrop does nothing: a slip of the mouse must not throw away what was typed. */
  readonly onDismiss: () => void;
  /** What has the focus when the dialog opens; the first control otherwise. */
  readonly firstFocus?: () => HTMLElement | null | undefined;
  /** Ctrl+Enter (or Cmd+Enter), wherever in the dialog the focus is. */
  readonly onControlEnter?: () => void;
  /** For a form with more in it than fits a narrow column. */
  readonly isWide?: boolean;
  /** For a table of many columns. */
  readonly isWidest?: boolean;
  /** Where the focus goes back to; what had it when the dialog opened, where this is not said. */
  readonly from?: Element | null;
  readonly actions: ReactNode;
  readonly children: ReactNode;
};

const useStyles = makeStyles({
  // Leaves the DEMO banner in sight, above and behind.
  surface: { maxHeight: 'calc(100dvh - 64px)', width: 'calc(100vw - 24px)', maxWidth: '600px', '@media (max-height: 560px)': { padding: '14px 18px' } },
  wide: { maxWidth: '760px' },
  widest: { maxWidth: '1080px' },
  body: { maxHeight: 'calc(100dvh - 114px)', '@media (max-height: 560px)': { maxHeight: 'calc(100dvh - 94px)' } },
  // Scrolls by itself, so that the buttons stay in sight; the padding leaves room for focus outlines.
  content: { padding: '4px 3px', marginInline: '-3px' },
});

/** A modal dialog that gives focus back to where it came from, or to the view's `[data-focus-home]` when that is gone. */
export function Modal({ title, onDismiss, firstFocus, onControlEnter, isWide = false, isWidest = false, from, actions, children }: Props) {
  const styles = useStyles();
  const [surface, setSurface] = useState<HTMLDivElement | null>(null);
  useInSight(surface);
  const [cameFrom] = useState(() => (from === undefined ? document.activeElement : from));

  // Runs after Fluent has focused the first control, because a parent's effects run after its children's.
  const focusFirst = useEffectEvent(() => firstFocus?.()?.focus());
  useEffect(() => {
    focusFirst();
    return () => void setTimeout(() => returnFocus(cameFrom));
  }, [cameFrom]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !onControlEnter) return;
    event.preventDefault();
    onControlEnter();
  };

  return (
    <Dialog open modalType="modal" onOpenChange={(_, data) => data.type === 'escapeKeyDown' && onDismiss()}>
      <DialogSurface ref={setSurface} className={mergeClasses(styles.surface, isWide && styles.wide, isWidest && styles.widest)} onKeyDown={onKeyDown}>
        <DialogBody className={styles.body}>
          <DialogTitle as="h2">{title}</DialogTitle>
          <DialogContent className={styles.content}>{children}</DialogContent>
          <DialogActions fluid={false}>{actions}</DialogActions>
        </DialogBody>
        <LiveRegions />
      </DialogSurface>
    </Dialog>
  );
}

function returnFocus(cameFrom: Element | null): void {
  // Another dialog has taken over: the hand-over follows the issue dialog.
  if (document.querySelector('[aria-modal="true"]')) return;
  const wanted = cameFrom instanceof HTMLElement && cameFrom !== document.body && cameFrom.isConnected ? cameFrom : null;
  // Views that are kept while another is shown have a home as well.
  const homes = [...document.querySelectorAll<HTMLElement>('[data-focus-home]')];
  (wanted ?? homes.find((home) => home.checkVisibility()))?.focus();
}
