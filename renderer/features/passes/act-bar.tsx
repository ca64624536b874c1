import { Button, makeStyles, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { ListActs } from '../../ui/list/list-acts';
import type { Issuer } from './issuers';
import { passes } from './words';

type Props = {
  readonly shown: number;
  readonly selected: number;
  readonly issuers: readonly Issuer[];
  readonly isReading: boolean;
  readonly onRevoke: () => void;
  readonly onReview: () => void;
  readonly onCloseOut: () => void;
  readonly onRevokeIssuer: (issuer: Issuer) => void;
  readonly onRefresh: () => void;
};

const useStyles = makeStyles({ popover: { maxHeight: '50vh', overflowY: 'auto', maxWidth: 'min(420px, 90vw)' } });

/** What can be done with the rows that are selected, or with all of one issuer. */
export function ActBar({ shown, selected, issuers, isReading, onRevoke, onReview, onCloseOut, onRevokeIssuer, onRefresh }: Props) {
  const styles = useStyles();
  const isIdle = selected === 0;
  return (
    <ListActs
      count={
        <>
          {shown} shown{selected > 0 && `, ${selected} selected`}
        </>
      }
      refreshTitle="Gather and ask again (F5)"
      isReading={isReading}
      onRefresh={onRefresh}
    >
      <Button disabledFocusable={isIdle} onClick={onRevoke}>
        Revoke selected…
      </Button>
      <Button disabledFocusable={isIdle} onClick={onReview}>
        Mark as reviewed
      </Button>
      <Button disabledFocusable={isIdle} onClick={onCloseOut} title="Revoke what is unfinished (C)">
        Close out…
      </Button>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button disabledFocusable={issuers.length === 0}>Revoke all issued by…</Button>
        </MenuTrigger>
        <MenuPopover className={styles.popover} role="region" aria-label="Issuers of live passes">
          <MenuList>
            {issuers.map((issuer) => (
              <MenuItem key={issuer.id} onClick={() => onRevokeIssuer(issuer)}>
                {displayText(issuer.displayName)} ({passes(issuer.rows.length)})
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
    </ListActs>
  );
}
