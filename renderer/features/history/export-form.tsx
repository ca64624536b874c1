import { Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { EXPORT_FORMATS, ExportFormat } from '../../../shared/domain/history/export';
import type { AppError } from '../../../shared/errors';
import { Fact } from '../../ui/fact';
import { Failure } from '../../ui/failure';
import { numberText } from '../../ui/number-text';
import { FORMATS, signatureText } from './export-formats';

const FILTER_SHOWN = 2000;

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  facts: { display: 'grid', gridTemplateColumns: 'minmax(90px, 22%) minmax(0, 1fr)', gap: '4px 12px', margin: 0 },
  option: { display: 'grid' },
  isFor: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  signature: { margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
});

type Props = {
  readonly format: ExportFormat;
  readonly onFormat: (format: ExportFormat) => void;
  readonly onSubmit: () => void;
  readonly isBusy: boolean;
  readonly about: { readonly filterText: string; readonly timeZone: string; readonly count: number | null };
  readonly fingerprint: string | null;
  readonly isFingerprintKnown: boolean;
  readonly error: AppError | null;
};

export function ExportForm({ format, onFormat, onSubmit, isBusy, about, fingerprint, isFingerprintKnown, error }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <dl className={styles.facts}>
        <Fact term="Filter">{about.filterText === '' ? 'none: the whole history' : displayText(about.filterText, FILTER_SHOWN)}</Fact>
        <Fact term="Lines">{about.count === null ? 'being counted' : numberText(about.count)}</Fact>
        <Fact term="Times">in UTC; days and the report in {about.timeZone}</Fact>
      </dl>
      <Field label="Format">
        <RadioGroup
          value={format}
          disabled={isBusy}
          onChange={(_, data) => {
            const chosen = ExportFormat.safeParse(data.value);
            if (chosen.success) onFormat(chosen.data);
          }}
          onKeyDown={(event) => {
            // As in a form: Enter on a choice goes on. With Ctrl the dialog does the same.
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            onSubmit();
          }}
        >
          {EXPORT_FORMATS.map((each) => (
            <Radio
              key={each}
              value={each}
              label={
                <span className={styles.option}>
                  {FORMATS[each].name}
                  <span className={styles.isFor}>{FORMATS[each].isFor}</span>
                </span>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      {format === 'pack' && isFingerprintKnown && <p className={styles.signature}>{signatureText(fingerprint)}</p>}
      {error && <Failure error={error} onRetry={onSubmit} />}
    </div>
  );
}
