import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { RunProgress } from '../../shared/domain/run';
import { isOver, turnsOf } from '../acts/run/run-state';
import { useAnnounceRun } from '../acts/run/use-announce-run';
import { tell } from '../bridge/desk';
import { useDeskEvent } from '../bridge/use-desk-event';
import { useShowRun } from '../ui/show-run';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    justifyItems: 'center',
    width: '82px',
    flexShrink: 0,
    marginBottom: '8px',
    padding: '6px 2px',
    border: `1px solid ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'center',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  name: { fontWeight: tokens.fontWeightSemibold },
});

/** There while a run is not over or holds passcodes that nobody has. Says its end to a screen reader when nobody has it open. */
export function RunButton() {
  const styles = useStyles();
  const showRun = useShowRun();
  const [progress, setProgress] = useState<RunProgress | null>(null);
  useEffect(() => {
    let isGone = false;
    void tell('runs.read', {}).then((reply) => {
      // What an event brought meanwhile is newer.
      if (!isGone && reply.ok) setProgress((now) => now ?? reply.value.run?.progress ?? null);
    });
    return () => {
      isGone = true;
    };
  }, []);
  useDeskEvent('run.changed', (change) => setProgress(change.progress));
  useAnnounceRun(progress, isForWhoeverIsElsewhere);

  if (progress === null || (isOver(progress.state) && progress.delivery.held === 0)) return null;
  const words = wordsOf(progress);
  return (
    <button type="button" className={styles.root} aria-label={`Run: ${words}`} onClick={showRun}>
      <span className={styles.name}>Run</span>
      <span>{words}</span>
    </button>
  );
}

function wordsOf(progress: RunProgress): string {
  if (progress.state === 'stopped') return 'stopped';
  const { over, all } = turnsOf(progress);
  return isOver(progress.state) ? `${progress.delivery.held} to hand over` : `${over} of ${all}`;
}

/** The dialog says everything itself. */
function isForWhoeverIsElsewhere({ state }: RunProgress): boolean {
  return (isOver(state) || state === 'paused') && document.querySelector('[data-run-dialog]') === null;
}
