import { Button, makeStyles } from '@fluentui/react-components';
import type { RunKind } from '../../../shared/domain/run';
import { ListActs } from '../../ui/list/list-acts';
import { clockText } from '../../ui/time-text';
import { NARROW } from './table-styles';

type Props = {
  readonly shown: number;
  readonly total: number;
  readonly selected: number;
  /** Selected, but not among those shown: nothing is done for them. */
  readonly hidden: number;
  /** When the list was read; null before that. */
  readonly readAt: string | null;
  readonly now: Date;
  readonly isReading: boolean;
  readonly onRun: (kind: RunKind) => void;
  /** All shown, or none. */
  readonly onSelect: (isAll: boolean) => void;
  readonly onRefresh: () => void;
};

const useStyles = makeStyles({
  /** The head of the table does it where there is room for one. */
  all: { display: 'none', [NARROW]: { display: 'inline-flex' } },
});

/** How many there are, as of when, and what can be done for those who are selected. */
export function ActBar({ shown, total, selected, hidden, readAt, now, isReading, onRun, onSelect, onRefresh }: Props) {
  const styles = useStyles();
  const isIdle = selected === 0;
  return (
    <ListActs
      count={
        <>
          {readAt !== null && `${shown} of ${total} shown, as of ${clockText(new Date(readAt), now)}`}
          {selected > 0 && `. ${selected} selected`}
          {hidden > 0 && `${selected > 0 ? ', ' : '. '}${hidden} more that the filter hides and that nothing is done for`}
          {isReading && ' Reading…'}
        </>
      }
      isReading={isReading}
      onRefresh={onRefresh}
    >
      {selected < shown && (
        <Button className={styles.all} appearance="subtle" onClick={() => onSelect(true)}>
          Select all shown
        </Button>
      )}
      {selected + hidden > 0 && (
        <Button appearance="subtle" onClick={() => onSelect(false)}>
          Select none
        </Button>
      )}
      <Button appearance="primary" disabledFocusable={isIdle} onClick={() => onRun('issue')}>
        Issue passes…
      </Button>
      <Button disabledFocusable={isIdle} onClick={() => onRun('revoke')}>
        Revoke passes…
      </Button>
      <Button disabledFocusable={isIdle} onClick={() => onRun('end-access')}>
        End access…
      </Button>
    </ListActs>
  );
}
