import { makeStyles, tokens } from '@fluentui/react-components';
import { needsOf } from '../../../shared/domain/features';
import { Instant } from '../../ui/instant';
import { unreadText } from '../../ui/unread';
import type { Candidates } from './use-passes';
import { people } from './words';

const useStyles = makeStyles({
  text: { margin: 0, maxWidth: '100ch', color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300 },
  missing: { margin: 0, maxWidth: '100ch', padding: '8px 12px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1, color: tokens.colorNeutralForeground1 },
});

/** Where the rows come from, and what cannot be among them. */
export function Sources({ candidates }: { readonly candidates: Candidates | null }) {
  const styles = useStyles();
  if (!candidates) return <p className={styles.text}>{NO_LIST}</p>;
  const { audits } = candidates;
  const from = (source: Candidates['candidates'][number]['sources'][number]) => candidates.candidates.filter(({ sources }) => sources.includes(source)).length;
  return (
    <>
      <p className={styles.text}>
        {NO_LIST} Asked about {people(candidates.candidates.length)}: {from('journal')} from this desk’s journal, {audits.known ? `${from('audits')} from directory audits, ` : ''}
        {from('seen')} whose panel showed a pass. Gathered <Instant at={candidates.readAt} withAge />.
      </p>
      {!audits.known && (
        <p className={styles.missing}>
          Directory audits were {unreadText({ ...audits, needs: null })}, so passes made outside this desk may be missing here.
          {audits.needs !== null && ` It takes ${needsOf(audits.needs)}.`}
        </p>
      )}
    </>
  );
}

const NO_LIST = 'Entra has no list of all passes in a tenant. Tapdesk gathers who may have one and asks about each.';
