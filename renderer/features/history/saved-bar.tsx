import { Button, Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { useAnnounce } from '../../ui/live';
import { Modal } from '../../ui/modal';
import type { Saved } from './saved';
import type { SavedFilters } from './use-saved';
import { isEverything, isSame, type Wanted } from './wanted';

const NAME_MAXIMUM = 60;

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px' },
  one: { minHeight: '28px', padding: '2px 10px', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralBackground3, color: tokens.colorNeutralForeground1, font: 'inherit', cursor: 'pointer', overflowWrap: 'anywhere', ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  chosen: { backgroundColor: tokens.colorBrandBackground2, border: `1px solid ${tokens.colorBrandStroke1}`, fontWeight: tokens.fontWeightSemibold, '@media (forced-colors: active)': { outline: '2px solid Highlight' } },
  key: { marginInlineStart: '6px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase100, fontWeight: tokens.fontWeightRegular },
});

type Props = { readonly saved: SavedFilters; readonly wanted: Wanted; readonly now: Date; readonly onWanted: (wanted: Wanted) => void };
/** What the dialog is for: a new name for what is shown, or another for one of the operator's own. */
type Naming = { readonly was: string | null };

/** Filters under a name, one press away. */
export function SavedBar({ saved, wanted, now, onWanted }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const [naming, setNaming] = useState<Naming | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const chosen = saved.all.find((one) => isSame(one.wanted, wanted));

  return (
    <div ref={bar} className={styles.bar} role="group" aria-label="Saved filters">
      {saved.all.map((one, at) => (
        <button key={`${one.isOwn} ${one.name}`} type="button" className={mergeClasses(styles.one, one === chosen && styles.chosen)} aria-pressed={one === chosen} aria-keyshortcuts={at < 9 ? `Alt+${at + 1}` : undefined} onClick={() => onWanted(one.wanted)}>
          <bdi>{displayText(one.name, NAME_MAXIMUM)}</bdi>
          {at < 9 && (
            <span className={styles.key} aria-hidden="true">
              Alt+{at + 1}
            </span>
          )}
        </button>
      ))}
      {chosen?.isOwn === true && (
        <>
          <Button size="small" onClick={() => setNaming({ was: chosen.name })}>
            Rename…
          </Button>
          <Button
            size="small"
            onClick={() => {
              // This button goes with it; the filter before is always there.
              bar.current?.querySelectorAll('button')[saved.all.indexOf(chosen) - 1]?.focus();
              saved.remove(chosen.name);
              announce(`The filter “${displayText(chosen.name, NAME_MAXIMUM)}” is removed.`);
            }}
          >
            Remove filter
          </Button>
        </>
      )}
      {!chosen && !isEverything(wanted) && (
        <Button size="small" disabledFocusable={!saved.hasRoom} title={saved.hasRoom ? undefined : 'There is no room for more: remove one first'} onClick={() => saved.hasRoom && setNaming({ was: null })}>
          Save filter…
        </Button>
      )}
      {naming && (
        <NameDialog
          was={naming.was}
          taken={saved.all}
          onClose={() => setNaming(null)}
          onName={(name) => {
            if (naming.was === null) saved.keep(name, wanted, now);
            else saved.rename(naming.was, name);
            announce(`The filter is saved as “${displayText(name, NAME_MAXIMUM)}”.`);
            setNaming(null);
          }}
        />
      )}
    </div>
  );
}

type NameProps = { readonly was: string | null; readonly taken: readonly Saved[]; readonly onName: (name: string) => void; readonly onClose: () => void };

function NameDialog({ was, taken, onName, onClose }: NameProps) {
  const [name, setName] = useState(was ?? '');
  const [isTried, setIsTried] = useState(false);
  const text = name.trim();
  const problem = text === '' ? 'Give it a name.' : text !== was && taken.some((one) => one.name === text) ? 'There is one of that name already.' : '';
  const submit = () => {
    setIsTried(true);
    if (problem === '') onName(text);
  };
  return (
    <Modal
      title={was === null ? 'Save this filter' : 'Rename the filter'}
      onDismiss={onClose}
      onControlEnter={submit}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button appearance="primary" onClick={submit}>
            {was === null ? 'Save' : 'Rename'}
          </Button>
        </>
      }
    >
      <Field label="Name" {...(isTried && problem !== '' && { validationState: 'error' as const, validationMessage: problem })}>
        <Input
          maxLength={NAME_MAXIMUM}
          value={name}
          onChange={(_, data) => setName(data.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
      </Field>
    </Modal>
  );
}
