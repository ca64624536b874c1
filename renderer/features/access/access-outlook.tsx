import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { Failure } from '../../ui/failure';
import { failureText } from '../../ui/failure-text';
import type { OpenPerson } from '../../ui/navigation';
import { people } from './access-run';
import { PreviewsList } from './previews-list';
import { totalsText } from './totals-text';
import type { usePreviews } from './use-previews';

const useStyles = makeStyles({ text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' } });

type Props = { readonly chosen: readonly OpenPerson[]; readonly outlook: ReturnType<typeof usePreviews>; readonly disables: boolean };

/** What would end and what would stay, as far as it has been read. */
export function AccessOutlook({ chosen, outlook: { previews, refused, asked, error, isReading, goOn }, disables }: Props) {
  const styles = useStyles();
  const words = isReading ? `Reading what there is to end: ${asked} of ${people(chosen.length)}…` : error ? `Read for ${asked} of ${people(chosen.length)}. Until all were read, nothing is ended.` : totalsText(previews);
  return (
    <>
      <p className={styles.text}>{words}</p>
      {refused.map(({ personId, error: why }) => (
        <p key={personId} className={styles.text}>
          Left out: {displayText(chosen.find(({ id }) => id.toLowerCase() === personId.toLowerCase())?.displayName ?? personId)}. {failureText(why).title}. {failureText(why).happened}
        </p>
      ))}
      {previews.length > 0 && <PreviewsList previews={previews} disables={disables} />}
      {error && <Failure error={error} onRetry={goOn} />}
    </>
  );
}
