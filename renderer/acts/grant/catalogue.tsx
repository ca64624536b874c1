import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { targetKey } from '../../../shared/domain/grant';
import type { GrantFacts } from '../../../shared/domain/grant-facts';
import type { GrantRules } from '../../../shared/domain/grant-rules';
import { QUERY_MAXIMUM } from '../../../shared/ipc/sizes';
import { SearchIcon } from '../../ui/icons/icons';
import { matching, neverMatching } from './catalogue-search';
import { CatalogueRow } from './catalogue-row';
import type { GrantDesk } from './use-grant';

type Props = {
  readonly desk: GrantDesk;
  readonly facts: GrantFacts;
  readonly rules: GrantRules;
  /** What is wrong with what is chosen, once it may be said. */
  readonly problem: string;
};

/** Rows shown before somebody narrows the list down. */
const ROWS_SHOWN = 40;

const useStyles = makeStyles({
  root: { display: 'grid', gap: '6px' },
  list: { display: 'grid', maxHeight: '300px', overflowY: 'auto', padding: '2px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke1}` },
  note: { margin: 0, padding: '6px 10px', color: tokens.colorNeutralForeground3 },
  never: { margin: 0, padding: '6px 10px', color: tokens.colorNeutralForeground1, borderTop: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere' },
  chosen: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  problem: { margin: 0, color: tokens.colorStatusDangerForeground1, overflowWrap: 'anywhere' },
});

/** What this desk may grant: one may choose several. What it never grants is not offered, but said when somebody looks for it. */
export function Catalogue({ desk, facts, rules, problem }: Props) {
  const styles = useStyles();
  const [query, setQuery] = useState('');
  const { judged, draft, change, made } = desk;
  if (!judged) return null;
  const chosen = new Set(judged.chosen.map(({ key }) => key));
  const isChosen = (key: string) => chosen.has(key) || made.has(key);
  const found = matching(facts.catalogue, query);
  // What is chosen stays in sight, wherever one searches.
  const rows = [...facts.catalogue.filter((option) => isChosen(targetKey(option.target)) && !found.includes(option)), ...found];
  const shown = rows.filter((option, at) => at < ROWS_SHOWN || isChosen(targetKey(option.target)));
  const never = neverMatching(rules, query);

  const choose = (key: string, isOn: boolean) => {
    const keys = [...judged.chosen.map((each) => each.key), ...made];
    change({ chosen: isOn ? [...keys, key] : keys.filter((each) => each !== key) });
  };
  return (
    <div className={styles.root} data-place="roles">
      <Field label="Find a role or group">
        <Input type="search" value={query} maxLength={QUERY_MAXIMUM} spellCheck={false} autoComplete="off" contentBefore={<SearchIcon />} onChange={(_, data) => setQuery(data.value)} onKeyDown={intoList} />
      </Field>
      <div className={styles.list} role="group" aria-label="Roles and groups" aria-describedby={problem === '' ? undefined : 'roles-problem'} onKeyDown={alongList}>
        {shown.map((option) => {
          const key = targetKey(option.target);
          const item = judged.items.find((each) => targetKey(each.item.target) === key);
          return (
            <CatalogueRow
              key={key}
              option={option}
              template={judged.template}
              how={item?.item.how ?? null}
              isChosen={isChosen(key)}
              isMade={made.has(key)}
              verdict={desk.verdicts?.get(key) ?? null}
              onChoose={(isOn) => choose(key, isOn)}
              onHow={(how) => change({ how: { ...draft.how, [key]: how } })}
            />
          );
        })}
        {shown.length === 0 && <p className={styles.note}>{facts.catalogue.length === 0 ? NOTHING : `Nothing that this desk grants is called “${displayText(query, 60)}”.`}</p>}
        {rows.length > shown.length && <p className={styles.note}>{rows.length - shown.length} more. Type to narrow it down.</p>}
        {never.length > 0 && (
          <p className={styles.never} role="note">
            <strong>{never.map((name) => displayText(name)).join(', ')}</strong>: this desk never grants {never.length === 1 ? 'it' : 'these'}, and the desk policy sets that. Whoever holds such a role can give themselves or others any role, or take over an account that has one.
          </p>
        )}
      </div>
      {judged.chosen.length > 0 && (
        <p className={styles.chosen}>
          {judged.chosen.length} chosen: {judged.chosen.map(({ option }) => displayText(option.displayName)).join(', ')}
        </p>
      )}
      {problem !== '' && (
        <p id="roles-problem" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

const NOTHING = 'The desk policy names nothing that you could grant, and you own no group that PIM can manage.';

/** Down from the box into the list. Enter sends the form, as in every field. */
function intoList(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  event.currentTarget.closest('[data-place]')?.querySelector<HTMLElement>('input[type="checkbox"]:enabled')?.focus();
}

/** The arrow keys move from box to box; Tab reaches each as well. */
function alongList(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'checkbox') return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]:enabled')];
  boxes[boxes.indexOf(event.target) + step]?.focus();
}
