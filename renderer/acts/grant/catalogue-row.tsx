import { Checkbox, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { longestOf, suggestedHow } from '../../../shared/domain/evaluate-grant';
import type { GrantHow } from '../../../shared/domain/grant';
import type { GrantOption } from '../../../shared/domain/grant-facts';
import type { GrantTemplate } from '../../../shared/domain/grant-rules';
import type { GrantVerdict } from '../../../shared/ipc/contract';
import { failureText } from '../../ui/failure-text';
import { longestBecause } from '../../ui/grant-limit-text';
import { HOW_WORDS, KIND_OF_TARGET } from '../../ui/grant-text';
import { pimAsks } from '../../ui/pim-text';
import { Tag } from '../../ui/tag';
import { minutesInWords } from '../../ui/time-text';
import { unreadText } from '../../ui/unread';

type Props = {
  readonly option: GrantOption;
  readonly template: GrantTemplate | null;
  /** As it would be granted; null while it is not chosen. */
  readonly how: GrantHow | null;
  readonly isChosen: boolean;
  /** Granted already from this form. */
  readonly isMade: boolean;
  readonly verdict: GrantVerdict | null;
  readonly onChoose: (isOn: boolean) => void;
  readonly onHow: (how: GrantHow) => void;
};

const useStyles = makeStyles({
  row: { display: 'grid', gap: '2px', padding: '2px 8px 6px', borderRadius: tokens.borderRadiusMedium, overflowWrap: 'anywhere' },
  chosen: { backgroundColor: tokens.colorBrandBackground2, '@media (forced-colors: active)': { outline: '1px dashed Highlight', outlineOffset: '-1px' } },
  // Fluent greys what is not chosen, which looks as if it could not be.
  name: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0 8px' },
  line: { margin: 0, marginInlineStart: '34px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  accepted: { color: tokens.colorStatusSuccessForeground1 },
  refused: { color: tokens.colorStatusDangerForeground1 },
});

/** One role or group: what it is, how long at most and who says so, what PIM asks, and PIM's verdict once it was asked. */
export function CatalogueRow({ option, template, how, isChosen, isMade, verdict, onChoose, onHow }: Props) {
  const styles = useStyles();
  const id = useId();
  const would = how ?? suggestedHow(option);
  const longest = longestOf(option, would, template);
  const name = displayText(option.displayName);
  return (
    <div className={mergeClasses(styles.row, isChosen && styles.chosen)} data-verdict={verdict?.state}>
      <div className={styles.head}>
        <Checkbox label={{ className: styles.name, children: name }} aria-describedby={id} checked={isChosen} disabled={isMade} onChange={(_, data) => onChoose(data.checked === true)} />
        {option.target.kind !== 'role' && <Tag>{KIND_OF_TARGET[option.target.kind]}</Tag>}
        {isMade && <Tag tone="success">Made</Tag>}
        {isChosen && !isMade && option.as === 'choose' && (
          <Select size="small" aria-label={`Active or eligible: ${name}`} value={would} onChange={(_, data) => onHow(data.value === 'eligible' ? 'eligible' : 'active')}>
            <option value="active">{HOW_WORDS.active}</option>
            <option value="eligible">{HOW_WORDS.eligible}</option>
          </Select>
        )}
        {option.as !== 'choose' && <Tag>{HOW_WORDS[option.as]} only</Tag>}
      </div>
      <div id={id}>
        {option.description !== '' && <p className={styles.line}>{displayText(option.description, 200)}</p>}
        <p className={styles.line}>
          {longest.minutes === 0 ? 'PIM’s rule refuses every length (enforced by Entra).' : `At most ${minutesInWords(longest.minutes)} (enforced by ${longest.enforcedBy}: ${longestBecause(longest)}).`}
          {option.where === 'units' && ' For an administrative unit only.'}
        </p>
        {isChosen && option.rules.known && pimAsks(option.rules.value, would).map((line) => <p key={line} className={styles.line}>{line}</p>)}
        {!option.rules.known && <p className={styles.line}>PIM’s own rules: {unreadText(option.rules)}. PIM applies them all the same.</p>}
        {verdict && <Verdict verdict={verdict} />}
      </div>
    </div>
  );
}

function Verdict({ verdict }: { readonly verdict: GrantVerdict }) {
  const styles = useStyles();
  if (verdict.state === 'accepted') return <p className={mergeClasses(styles.line, styles.accepted)}>PIM would accept this.</p>;
  const { happened, next, reference } = failureText(verdict.error);
  return (
    <p className={mergeClasses(styles.line, styles.refused)}>
      PIM would refuse this. {happened} {next} {reference}
    </p>
  );
}
