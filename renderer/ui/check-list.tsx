import { Button, Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { StateTone } from './pass-state-text';
import { Tag } from './tag';
import { type CheckLine, lineText, sortedLines, STATE_WORDS } from './preflight-text';
import { LINE_WORDS } from './preflight-words';
import { Instant } from './instant';

type Props = {
  readonly lines: readonly CheckLine[];
  readonly readAt: string;
  readonly isReading: boolean;
  readonly onReadAgain: () => void;
};

const TONES: Readonly<Record<CheckLine['state'], StateTone>> = { blocked: 'danger', asks: 'warning', 'not-checked': 'neutral', passed: 'success' };

const useStyles = makeStyles({
  root: { display: 'grid', gap: '6px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 12px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  list: { position: 'relative', listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px', outlineStyle: 'none', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  line: { display: 'grid', gridTemplateColumns: '92px minmax(0, 1fr)', columnGap: '10px', alignItems: 'baseline', justifyItems: 'start', overflowWrap: 'anywhere' },
  text: { color: tokens.colorNeutralForeground2 },
  passed: { justifySelf: 'start' },
});

/** Every check, worst first. What passed is one count for the eye, and a list item each for a screen reader. */
export function CheckList({ lines, readAt, isReading, onReadAgain }: Props) {
  const styles = useStyles();
  const [showsPassed, setShowsPassed] = useState(false);
  const passed = lines.filter(({ state }) => state === 'passed').length;
  return (
    <section className={styles.root} aria-label="Checks" data-place="person">
      <div className={styles.head}>
        <h3 className={styles.title}>Preflight</h3>
        <span className={styles.quiet}>
          Read <Instant at={readAt} withAge />
        </span>
        <Button size="small" appearance="subtle" disabledFocusable={isReading} onClick={onReadAgain}>
          {isReading ? 'Reading…' : 'Check again'}
        </Button>
      </div>
      <ul className={styles.list} role="list" aria-label="Preflight" tabIndex={-1}>
        {sortedLines(lines).map((line) => (
          <li key={line.id} className={mergeClasses(styles.line, line.state === 'passed' && !showsPassed && 'visually-hidden')}>
            <Tag tone={TONES[line.state]}>{STATE_WORDS[line.state]}</Tag>
            <span>
              {LINE_WORDS[line.id]}
              {lineText(line) && <span className={styles.text}>: {lineText(line)}</span>}
            </span>
          </li>
        ))}
      </ul>
      {passed > 0 && (
        <Button className={styles.passed} size="small" appearance="subtle" aria-expanded={showsPassed} onClick={() => setShowsPassed(!showsPassed)}>
          {passed} {passed === 1 ? 'check' : 'checks'} passed
        </Button>
      )}
    </section>
  );
}

type AcknowledgeProps = {
  /** What one goes on with: "Issue", "Grant". */
  readonly verb: string;
  /** Those that can be answered, answered or not. */
  readonly lines: readonly CheckLine[];
  readonly isAcknowledged: boolean;
  readonly isAsked: boolean;
  readonly onAcknowledge: (acknowledged: boolean) => void;
};

/** One tick for everything one goes on without, or in spite of. The journal names each. */
export function Acknowledge({ verb, lines, isAcknowledged, isAsked, onAcknowledge }: AcknowledgeProps) {
  const styles = useAcknowledgeStyles();
  const unread = lines.filter(({ state }) => state === 'not-checked').length;
  const reasons = [
    unread > 0 && `${unread} ${unread === 1 ? 'check' : 'checks'} could not be made`,
    lines.some(({ id }) => id === 'second-pass') && 'the person had a pass within the last 24 hours',
  ].filter(Boolean);
  return (
    <div className={styles.root} data-place="acknowledge">
      <Checkbox label={`${verb} although ${reasons.join(' and ')}`} checked={isAcknowledged} aria-invalid={isAsked} onChange={(_, data) => onAcknowledge(data.checked === true)} />
      {isAsked && <p className={styles.asked}>Tick this to go on without them, or ask a colleague who can read what is missing.</p>}
    </div>
  );
}

const useAcknowledgeStyles = makeStyles({
  root: { display: 'grid', padding: '2px 8px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1 },
  asked: { margin: 0, padding: '0 8px 6px', color: tokens.colorStatusDangerForeground1 },
});
