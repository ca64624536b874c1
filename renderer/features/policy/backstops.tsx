import { makeStyles, tokens } from '@fluentui/react-components';
import type { Backstop } from '../../../shared/ipc/contract';
import type { StateTone } from '../../ui/pass-state-text';
import { Tag } from '../../ui/tag';
import { BACKSTOP_STATE, backstopText } from './backstop-text';
import { Card } from '../../ui/card';

const TONE: Readonly<Record<Backstop['state'], StateTone>> = { 'in-place': 'success', missing: 'danger', 'not-checked': 'warning' };

const useStyles = makeStyles({
  text: { margin: 0, lineHeight: tokens.lineHeightBase400 },
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px', margin: 0, padding: 0, listStyleType: 'none' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: '8px' },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, marginTop: '2px', lineHeight: tokens.lineHeightBase300, overflowWrap: 'anywhere' },
});

/** Guards that hold whatever tool is used: which are there, which are missing, what to do about it. */
export function Backstops({ backstops }: { readonly backstops: readonly Backstop[] }) {
  const styles = useStyles();
  const missing = backstops.filter(({ state }) => state === 'missing').length;
  return (
    <Card name="Backstops in Entra">
      <p className={styles.text}>
        {missing === 0 ? 'None is known to be missing.' : missing === 1 ? 'One is missing.' : `${missing} are missing.`} Limits of this tool hold in this tool alone; these hold for everybody who may issue passes.
      </p>
      <ul className={styles.list}>
        {backstops.map((backstop) => {
          const { name, found, next } = backstopText(backstop);
          return (
            <li key={backstop.id}>
              <div className={styles.head}>
                <Tag tone={TONE[backstop.state]}>{BACKSTOP_STATE[backstop.state]}</Tag>
                <h3 className={styles.name}>{name}</h3>
              </div>
              <p className={styles.line}>{found}</p>
              {next !== '' && <p className={styles.line}>{next}</p>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
