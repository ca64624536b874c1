import { makeStyles, tokens } from '@fluentui/react-components';
import type { Contractor } from '../../../shared/domain/contractor';
import { displayText } from '../../../shared/domain/display-text';
import { type GrantRow, isTimeBound } from '../../../shared/domain/grant';
import { expiryOf, type Pass, passState } from '../../../shared/domain/pass';
import type { PersonDetails } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import type { Output } from '../../../shared/ipc/contract';
import { Card } from '../../ui/card';
import { Fact } from '../../ui/fact';
import { Failure } from '../../ui/failure';
import { Instant } from '../../ui/instant';
import { PASS_STATE } from '../../ui/pass-state-text';
import { Tag } from '../../ui/tag';
import { instantText } from '../../ui/time-text';
import { IfKnown } from '../../ui/unread';
import { useNow } from '../../ui/use-now';
import { grantGaps } from './grant-gaps';

const useStyles = makeStyles({
  facts: { display: 'grid', gridTemplateColumns: 'minmax(110px, 28%) minmax(0, 1fr)', gap: '8px 12px', margin: 0 },
  list: { display: 'grid', gap: '4px', margin: 0, padding: 0, listStyleType: 'none' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

type Props = {
  readonly details: PersonDetails;
  readonly lastSignInAt: Contractor['lastSignInAt'];
  readonly grants: Output<'grants.of'> | undefined;
  readonly error: AppError | null;
  readonly onRetry: () => void;
};

/** What the person can do here now. */
export function DossierAccess({ details, lastSignInAt, grants, error, onRetry }: Props) {
  const styles = useStyles();
  return (
    <Card name="Access">
      <dl className={styles.facts}>
        <Fact term="Pass">
          <IfKnown fact={details.pass}>{(pass) => (pass ? <PassNow pass={pass} /> : 'No pass')}</IfKnown>
        </Fact>
        <Fact term="Grants">{grants ? <Grants grants={grants} /> : error ? 'not read' : 'Reading…'}</Fact>
        <Fact term="Sessions last seen">
          <IfKnown fact={lastSignInAt}>{(at) => (at === null ? 'no sign-in on record' : <Instant at={at} withAge />)}</IfKnown>
        </Fact>
      </dl>
      {error && <Failure error={error} onRetry={onRetry} />}
    </Card>
  );
}

function PassNow({ pass }: { readonly pass: Pass }) {
  const now = useNow(10_000);
  const { words, tone } = PASS_STATE[passState(pass, now)];
  return (
    <>
      <Tag tone={tone}>{words}</Tag> ends <Instant at={expiryOf(pass).toISOString()} withAge />
    </>
  );
}

function Grants({ grants: { rows, sources } }: { readonly grants: Output<'grants.of'> }) {
  const styles = useStyles();
  const gaps = grantGaps(sources);
  return (
    <>
      {rows.length === 0 ? (
        gaps.length === 0 ? 'none' : 'none seen'
      ) : (
        <ul className={styles.list} aria-label="Grants">
          {rows.map((row) => (
            <li key={`${row.scheduleId} ${row.how}`}>
              <bdi>{displayText(row.targetName)}</bdi> <span className={styles.quiet}>{grantText(row)}</span>
            </li>
          ))}
        </ul>
      )}
      {gaps.map((gap) => (
        <div key={gap} className={styles.quiet}>
          {gap}
        </div>
      ))}
    </>
  );
}

/** "owner, eligible, whole directory, ends 3 Mar 2027, 10:00 CET". */
function grantText(row: GrantRow): string {
  const { target, how, scopeName, state, startDateTime, endDateTime, path, endsEarlyAt } = row;
  const end = path === 'group' ? 'through a group: not ended here' : isTimeBound(row) && endDateTime !== null ? `ends ${instantText(new Date(endDateTime))}` : 'permanent: not ended here';
  const parts = [
    target.kind !== 'role' && target.kind,
    how === 'eligible' && 'eligible, not active',
    scopeName !== '' && displayText(scopeName),
    state === 'future' && startDateTime !== null && `begins ${instantText(new Date(startDateTime))}`,
    state === 'provisioning' && 'being put in place',
    end,
    endsEarlyAt !== null && `PIM takes the removal at ${instantText(new Date(endsEarlyAt))}; Tapdesk sends it then`,
  ];
  return parts.filter(Boolean).join(', ');
}
