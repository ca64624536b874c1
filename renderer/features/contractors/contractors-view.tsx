import { makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { OpenPerson } from '../../ui/navigation';
import { ContractorList } from './contractor-list';
import { rowId } from './contractor-row';
import { Dossier } from './dossier';

const useStyles = makeStyles({
  view: { height: '100%', display: 'flex', flexDirection: 'column', boxSizing: 'border-box', padding: '24px 28px 20px', gap: '12px', overflowY: 'auto', '@media (max-width: 700px)': { padding: '16px' } },
  hidden: { display: 'none' },
  title: { margin: 0, fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600, fontWeight: tokens.fontWeightSemibold },
});

/** Everybody whom the desk policy makes a contractor, and one dossier each. */
export function ContractorsView() {
  const styles = useStyles();
  const [open, setOpen] = useState<OpenPerson | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const back = () => {
    const cameFrom = open;
    setOpen(null);
    // The row is only now visible again.
    setTimeout(() => {
      const row = cameFrom && document.getElementById(rowId(cameFrom.id));
      row?.focus();
    });
  };
  return (
    <>
      {/* Hidden, not gone: the filter, what is selected and the place in the list are there on the way back. */}
      <div ref={list} className={open ? styles.hidden : styles.view}>
        <h1 className={styles.title}>Contractors</h1>
        <ContractorList scroller={list} isShown={open === null} onOpen={setOpen} />
      </div>
      {open && (
        <div className={styles.view}>
          <Dossier key={open.id} person={open} onBack={back} />
        </div>
      )}
    </>
  );
}
