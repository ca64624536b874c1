import type { GrantRow } from '../../../shared/domain/grant';
import { targetText } from '../../ui/grant-text';
import { lazily } from '../../ui/lazily';
import type { OpenPerson, PassTask } from '../../ui/navigation';
import type { GrantAct } from './person-grants';

const GrantDialog = lazily(async () => (await import('../../acts/grant/grant-dialog')).GrantDialog);
const EndGrantDialog = lazily(async () => (await import('../../acts/grant/end-grant-dialog')).EndGrantDialog);
const ChangeGrantDialog = lazily(async () => (await import('../../acts/grant/change-grant-dialog')).ChangeGrantDialog);
const EndTaskDialog = lazily(async () => (await import('../../acts/grant/end-task-dialog')).EndTaskDialog);

export type GrantOpen = { readonly dialog: 'grant' } | { readonly dialog: GrantAct; readonly row: GrantRow };

type Props = {
  readonly open: GrantOpen;
  readonly person: OpenPerson;
  /** All of the person's grants that could be read. */
  readonly rows: readonly GrantRow[];
  /** @param wasChanged - Something was made, ended or moved, or may have been. */
  readonly onClose: (wasChanged: boolean) => void;
  readonly onTask: (task: PassTask) => void;
};

/** The dialogs about one person's grants, one at a time. */
export function GrantDialogs({ open, person, rows, onClose, onTask }: Props) {
  switch (open.dialog) {
    case 'grant':
      return <GrantDialog person={person} onClose={onClose} onTask={onTask} />;
    case 'end':
      return <EndGrantDialog row={open.row} others={rows} onClose={onClose} />;
    case 'extend':
      return <ChangeGrantDialog row={open.row} onClose={onClose} />;
    case 'end-task':
      return <EndTaskDialog person={person} taskId={open.row.taskId} nameOf={(what) => nameIn(rows, what)} onClose={onClose} />;
  }
}

function nameIn(rows: readonly GrantRow[], what: string): string {
  const row = rows.find(({ scheduleId }) => scheduleId === what);
  return row ? targetText(row) : what;
}
