import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Modal } from '../../ui/modal';
import { KEYS } from './use-history-keys';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', gap: '6px 20px', margin: 0, '@media (max-width: 520px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  keys: { fontWeight: tokens.fontWeightSemibold },
  does: { margin: 0 },
});

/** Which keys do what. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  return (
    <Modal title="Keys of the history" onDismiss={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <dl className={styles.list}>
        {KEYS.map(([keys, does]) => [
          <dt key={keys} className={styles.keys}>
            {keys}
          </dt>,
          <dd key={`${keys} does`} className={styles.does}>
            {does}
          </dd>,
        ])}
      </dl>
    </Modal>
  );
}
