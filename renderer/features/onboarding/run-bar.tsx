import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { RunProgress } from '../../../shared/domain/run';
import { isOver, turnsOf } from '../../acts/run/run-state';
import { KIND_WORDS, RUN_STATE_WORDS } from '../../acts/run/run-words';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 12px', padding: '8px 12px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorBrandStroke2}`, backgroundColor: tokens.colorBrandBackground2, color: tokens.colorNeutralForeground1 },
  words: { margin: 0, flexGrow: 1, fontVariantNumeric: 'tabular-nums' },
});

/** That a run goes on, waits for a decision, or has passcodes that nobody has; gone when there is nothing left to do. */
export function RunBar({ progress, onShow }: { readonly progress: RunProgress | null; readonly onShow: () => void }) {
  const styles = useStyles();
  if (!progress || (isOver(progress.state) && progress.delivery.held === 0)) return null;
  const { over, all } = turnsOf(progress);
  const { held } = progress.delivery;
  return (
    <div className={styles.root} role="group" aria-label="Run">
      <p className={styles.words}>
        Run “{KIND_WORDS[progress.kind]}”: {over} of {all}. {RUN_STATE_WORDS[progress.state].replace(/\.$/, '')}.{held > 0 && ` ${held === 1 ? '1 passcode' : `${held} passcodes`} nobody has yet.`}
      </p>
      <Button onClick={onShow}>Show run</Button>
    </div>
  );
}
