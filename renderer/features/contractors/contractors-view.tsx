import { useRef, useState } from 'react';
import { useViewStyles } from '../../ui/list/use-view-styles';
import type { OpenPerson } from '../../ui/navigation';
import { ContractorList } from './contractor-list';
import { rowId } from './contractor-row';
import { Dossier } from './dossier';

/** Everybody whom the desk policy makes a contractor, and one dossier each. */
export function ContractorsView() {
  const styles = useViewStyles();
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
      <div ref={list} className={styles.view} style={open ? HIDDEN : undefined}>
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

const HIDDEN = { display: 'none' } as const;
