import { Input, makeStyles, Select } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { TICKET_MAXIMUM } from '../../../shared/domain/limits';
import { useRead } from '../../bridge/use-read';
import { scenarioName } from './line-names';
import { useTyped } from './use-typed';
import type { LineFilter } from './wanted';

/** Milliseconds. */
const TYPING_MS = 300;

const useStyles = makeStyles({
  group: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  choice: { minWidth: '120px', maxWidth: '260px' },
});

type Props = { readonly lines: LineFilter; readonly onChange: (change: Partial<LineFilter>) => void };

/** Operators, presets and journals that occur, and a ticket. A person is chosen from a row, or by the words of the search. */
export function MoreFilters({ lines, onChange }: Props) {
  const styles = useStyles();
  const facets = useRead('history.facets', {}).data;
  const operators = facets?.operators ?? [];
  const desks = facets?.desks ?? [];
  // What a saved filter has may not occur any more, and is shown as chosen all the same.
  const withChosen = <T,>(all: readonly T[], chosen: T | null): readonly T[] => (chosen === null || all.includes(chosen) ? all : [chosen, ...all]);
  const ids = withChosen(operators.map(({ id }) => id), lines.operatorId);

  return (
    <div className={styles.group} role="group" aria-label="More filters">
      <Select className={styles.choice} aria-label="Operator" value={lines.operatorId ?? ''} onChange={(_, { value }) => onChange({ operatorId: value === '' ? null : value })}>
        <option value="">All operators</option>
        {ids.map((id) => (
          <option key={id} value={id}>
            {displayText(operators.find((one) => one.id === id)?.displayName ?? id, 60)}
          </option>
        ))}
      </Select>
      <Select className={styles.choice} aria-label="Preset" value={lines.scenario ?? ''} onChange={(_, { value }) => onChange({ scenario: value === '' ? null : value })}>
        <option value="">All presets</option>
        {withChosen(facets?.scenarios ?? [], lines.scenario).map((scenario) => (
          <option key={scenario} value={scenario}>
            {scenarioName(scenario)}
          </option>
        ))}
      </Select>
      <TicketField ticket={lines.ticket} onTicket={(ticket) => onChange({ ticket })} />
      {(desks.length > 1 || lines.desk !== null) && (
        <Select className={styles.choice} aria-label="Journal" value={lines.desk === null ? 'all' : `of ${lines.desk}`} onChange={(_, { value }) => onChange({ desk: value === 'all' ? null : value.slice(3) })}>
          <option value="all">All journals</option>
          {withChosen(desks, lines.desk).map((desk) => (
            <option key={desk} value={`of ${desk}`}>
              {desk === '' ? 'This desk’s own' : displayText(desk, 60)}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}

function TicketField({ ticket, onTicket }: { readonly ticket: string; readonly onTicket: (ticket: string) => void }) {
  const styles = useStyles();
  const typed = useTyped(ticket, (wanted) => wanted !== ticket && onTicket(wanted), TYPING_MS);
  return (
    <Input
      className={styles.choice}
      aria-label="Ticket"
      placeholder="Whole ticket"
      maxLength={TICKET_MAXIMUM}
      spellCheck={false}
      value={typed.text}
      onChange={(_, data) => typed.type(data.value)}
      onKeyDown={(event) => event.key === 'Enter' && typed.settle()}
    />
  );
}
