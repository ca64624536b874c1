import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { Breakable } from '../breakable';

type Props = { readonly person: { readonly displayName: string; readonly userPrincipalName: string } };

const useStyles = makeStyles({ name: { fontWeight: tokens.fontWeightSemibold }, quiet: { color: tokens.colorNeutralForeground3 } });

/** Whom a row is about. */
export function PersonName({ person }: Props) {
  const styles = useStyles();
  return (
    <>
      <bdi className={styles.name}>{displayText(person.displayName)}</bdi>
      <div className={styles.quiet}>
        <Breakable text={displayText(person.userPrincipalName)} />
      </div>
    </>
  );
}
