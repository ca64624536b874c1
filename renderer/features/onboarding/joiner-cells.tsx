import type { Joiner } from '../../../shared/domain/onboarding';
import { Tag } from '../../ui/tag';
import { ageText, dateText, instantText } from '../../ui/time-text';
import { NotRead } from '../../ui/unread';
import { counted } from './counted';
import { type Entry, firstDay } from './entry';
import { awayText, dayText } from './hire-text';
import { useTableStyles } from './table-styles';

export function DayCell({ entry, isByCreation, now }: { readonly entry: Entry; readonly isByCreation: boolean; readonly now: Date }) {
  const styles = useTableStyles();
  const day = firstDay(entry);
  const created = isByCreation ? entry.joiner?.createdDateTime : null;
  return (
    <>
      {day !== null && (
        <>
          <time dateTime={day}>{dayText(day, now)}</time>
          <div className={styles.quiet}>
            {awayText(day, now)}
            {entry.member.startDate !== null && ', from the list'}
          </div>
        </>
      )}
      {day === null && <span className={styles.quiet}>{entry.joiner ? 'None on file' : 'As on file: the dry run looks'}</span>}
      {created && <div className={styles.quiet}>created {dateText(new Date(created))}</div>}
    </>
  );
}

export function AccountCell({ joiner }: Pick<Entry, 'joiner'>) {
  if (joiner?.accountEnabled == null) return <NotRead />;
  return joiner.accountEnabled ? 'Enabled' : <Tag>Disabled</Tag>;
}

export function LicenceCell({ joiner }: Pick<Entry, 'joiner'>) {
  const styles = useTableStyles();
  if (joiner?.licences == null) return <NotRead />;
  return joiner.licences === 0 ? <span className={styles.quiet}>None</span> : counted(joiner.licences, 'licence');
}

export function SignInCell({ at, now }: { readonly at: Joiner['lastSignInAt'] | undefined; readonly now: Date }) {
  const styles = useTableStyles();
  if (!at) return <NotRead />;
  if (!at.known) return <NotRead fact={at} />;
  if (at.value === null) return <span className={styles.quiet}>Not yet</span>;
  const instant = new Date(at.value);
  return (
    <>
      Has signed in
      <div className={styles.quiet}>
        <time dateTime={at.value} title={instantText(instant)}>
          last {ageText(instant, now)}
        </time>
      </div>
    </>
  );
}
