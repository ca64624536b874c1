import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { ExportFormat } from '../../../shared/domain/history/export';
import type { HistoryFilter } from '../../../shared/domain/history/history-filter';
import { useMethod } from '../../bridge/use-method';
import { useRead } from '../../bridge/use-read';
import { into } from '../../ui/into';
import { useAnnounce } from '../../ui/live';
import { Modal } from '../../ui/modal';
import { countText } from '../../ui/number-text';
import { ExportForm } from './export-form';
import { ExportProgress } from './export-progress';
import { ExportResult } from './export-result';

type Props = {
  readonly filter: HistoryFilter;
  /** The filter in words, as the file will have it. */
  readonly filterText: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Lines that the filter shows; null while they are being counted. */
  readonly count: number | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** What was chosen last, for as long as the window lives: who exports every week exports the same way. */
let lastFormat: ExportFormat = 'csv';

export function ExportDialog({ isOpen, ...rest }: Props) {
  return isOpen && <OpenDialog {...rest} />;
}

function OpenDialog({ filter, filterText, timeZone, count, onClose }: Omit<Props, 'isOpen'>) {
  const announce = useAnnounce();
  const [format, setFormat] = useState(lastFormat);
  const exporting = useMethod('history.export');
  const cancelling = useMethod('history.cancel-export');
  const state = useRead('history.state', {});
  const form = useRef<HTMLDivElement>(null);
  const isBusy = exporting.isPending;
  // What is going on already belongs to a dialog that was left with its view.
  const isElsewhere = !isBusy && state.data?.exporting != null;
  const result = isBusy ? undefined : exporting.data;

  const chosen = () => form.current?.querySelector<HTMLInputElement>('input:checked');
  const choose = (next: ExportFormat) => {
    lastFormat = next;
    setFormat(next);
  };
  const submit = () => {
    if (isBusy || result) return;
    exporting.send(
      { filter, filterText, format, timeZone },
      ({ rows }) => announce(`Exported ${countText(rows, 'row')}.`),
      (error) => error.kind === 'cancelled' && announce('Nothing was exported.'),
    );
  };
  const stop = () => cancelling.send({});
  const again = () => {
    exporting.reset();
    setTimeout(() => chosen()?.focus());
  };
  const dismiss = () => (isBusy ? stop() : onClose());

  return (
    <Modal
      title="Export history"
      isWide
      onDismiss={dismiss}
      onControlEnter={submit}
      firstFocus={chosen}
      actions={
        result ? (
          <>
            <Button onClick={again}>Export again</Button>
            <Button appearance="primary" ref={focusWhenShown} onClick={onClose}>
              Close
            </Button>
          </>
        ) : (
          <>
            <Button onClick={dismiss} disabledFocusable={isBusy && cancelling.isPending}>
              Cancel
            </Button>
            <Button appearance="primary" disabledFocusable={isBusy} onClick={submit}>
              Export
            </Button>
          </>
        )
      }
    >
      {result ? (
        <ExportResult result={result} format={format} />
      ) : (
        <div ref={into(form)}>
          <ExportForm
            format={format}
            onFormat={choose}
            onSubmit={submit}
            isBusy={isBusy}
            about={{ filterText, timeZone, count }}
            fingerprint={state.data?.fingerprint ?? null}
            isFingerprintKnown={state.data !== undefined}
            error={exporting.error?.kind === 'cancelled' ? cancelling.error : (exporting.error ?? cancelling.error)}
          />
          {(isBusy || isElsewhere) && <ExportProgress start={state.data?.exporting ?? null} onStop={isElsewhere ? stop : null} />}
        </div>
      )}
    </Modal>
  );
}

/** What had the focus has gone with the form. */
function focusWhenShown(button: HTMLElement | null): void {
  button?.focus();
}
