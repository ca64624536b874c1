import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useLayoutEffect, useRef } from 'react';
import type { Known } from '../../../shared/domain/known';
import { expiryOf, type Pass, passState } from '../../../shared/domain/pass';
import type { PassLife } from '../../../shared/domain/pass-life';
import { displayText } from '../../../shared/domain/display-text';
import { Instant } from '../../ui/instant';
import { PASS_STATE } from '../../ui/pass-state-text';
import { Tag } from '../../ui/tag';
import { leftText, minutesInWords } from '../../ui/time-text';
import { IfKnown } from '../../ui/unread';
import { useNow } from '../../ui/use-now';
import { PassLifeLine } from './pass-life-line';

type Props = {
  readonly pass: Known<Pass | null>;
  /** Of the newest pass this desk issued; null when it issued none lately, undefined while that is read. */
  readonly life: PassLife | null | undefined;
  readonly onRevoke: () => void;
  readonly onCloseOut: () => void;
};

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gap: '10px',
    padding: '16px 20px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  open: { borderLeft: `4px solid ${tokens.colorStatusSuccessBorder2}` },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '12px' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  none: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  left: { fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginInlineStart: 'auto' },
  facts: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(170px, 1fr))', gap: '8px 20px', margin: 0 },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  id: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  track: { height: '4px', borderRadius: '4px', backgroundColor: tokens.colorNeutralBackground5, overflow: 'hidden' },
  rest: { height: '100%', backgroundColor: tokens.colorStatusSuccessBorder2, transformOrigin: 'left', '@media (forced-colors: active)': { backgroundColor: 'Highlight' } },
});

/** What opens the account right now, and until when. */
export function CurrentPass({ pass, life, onRevoke, onCloseOut }: Props) {
  const styles = useStyles();
  const now = useNow(10_000);
  const isOpen = pass.known && pass.value !== null && passState(pass.value, now) === 'live';
  return (
    <section className={mergeClasses(styles.card, isOpen && styles.open)} aria-labelledby="current-pass">
      <h3 className={styles.heading} id="current-pass">
        Current pass
      </h3>
      <IfKnown fact={pass}>{(value) => (value ? <PassNow pass={value} onRevoke={onRevoke} onCloseOut={onCloseOut} /> : <p className={styles.none}>No pass</p>)}</IfKnown>
      {life && <PassLifeLine life={life} isCurrent={pass.known && pass.value?.id === life.passId} />}
    </section>
  );
}

function PassNow({ pass, onRevoke, onCloseOut }: { readonly pass: Pass } & Pick<Props, 'onRevoke' | 'onCloseOut'>) {
  const styles = useStyles();
  const now = useNow();
  const state = passState(pass, now);
  const ends = expiryOf(pass);
  const buttons = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const group = buttons.current;
    // A pass that goes away under the keyboard leaves the focus to the person's name, not to nobody.
    return () => {
      if (group?.contains(document.activeElement) === true) document.querySelector<HTMLElement>('[data-focus-home]')?.focus();
    };
  }, []);
  const share = Math.max(0, Math.min(1, (ends.getTime() - now.getTime()) / (pass.lifetimeInMinutes * 60_000)));

  return (
    <>
      <div className={styles.head}>
        <Tag tone={PASS_STATE[state].tone}>{PASS_STATE[state].words}</Tag>
        {state === 'live' && <span className={styles.left}>{leftText(ends, now)} left</span>}
        {state === 'not-yet-valid' && <span className={styles.left}>starts in {leftText(new Date(pass.startDateTime), now)}</span>}
        <div ref={buttons} className={styles.buttons}>
          <Button aria-keyshortcuts="C" title="Close out (C)" onClick={onCloseOut}>
            Close out
          </Button>
          <Button aria-keyshortcuts="R" title="Revoke pass (R)" onClick={onRevoke}>
            Revoke pass
          </Button>
        </div>
      </div>
      {state === 'live' && (
        <div className={styles.track} aria-hidden="true">
          <div className={styles.rest} style={{ transform: `scaleX(${share})` }} />
        </div>
      )}
      <dl className={styles.facts}>
        <Fact term={state === 'expired' ? 'Ended' : 'Ends'}>
          <Instant at={ends.toISOString()} />
        </Fact>
        <Fact term="Starts">
          <Instant at={pass.startDateTime} />
        </Fact>
        <Fact term="Lifetime">{minutesInWords(pass.lifetimeInMinutes)}</Fact>
        <Fact term="Usable">{pass.isUsableOnce ? 'once' : 'many times until it ends'}</Fact>
        {state === 'unusable' && <Fact term="Entra says">{displayText(pass.methodUsabilityReason)}</Fact>}
        <Fact term="Pass id">
          <span className={styles.id}>{displayText(pass.id)}</span>
        </Fact>
      </dl>
    </>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  const styles = useStyles();
  return (
    <div>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}
