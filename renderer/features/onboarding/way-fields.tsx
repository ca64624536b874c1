import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { memo } from 'react';
import { CsvSource } from './csv-source';
import { DaysField } from './days-field';
import { type Group, GroupField } from './group-field';
import type { Csv } from './use-csv';
import { type HireWindow, type Way, WAYS } from './ways';
import { WindowFields } from './window-fields';

type Props = {
  readonly way: Way;
  readonly window: HireWindow;
  readonly createdDays: number;
  readonly group: Group | null;
  readonly csv: Csv;
  readonly now: Date;
  readonly onWay: (way: Way) => void;
  readonly onWindow: (window: HireWindow) => void;
  readonly onCreatedDays: (days: number) => void;
  readonly onGroup: (group: Group | null) => void;
};

/** How the people are chosen, and by what. Left alone while thousands of rows arrive. */
export const WayFields = memo(function WayFields({ way, window, createdDays, group, csv, now, onWay, onWindow, onCreatedDays, onGroup }: Props) {
  return (
    <>
      <Field label="Choose people">
        <RadioGroup layout="horizontal" value={way} onChange={(_, data) => onWay(data.value as Way)}>
          {WAYS.map((each) => (
            <Radio key={each.way} value={each.way} label={each.name} />
          ))}
        </RadioGroup>
      </Field>
      {way === 'hire-date' && <WindowFields window={window} now={now} onWindow={onWindow} />}
      {way === 'created' && <DaysField label="Created within so many days" value={createdDays} minimum={1} onDays={onCreatedDays} />}
      {way === 'group' && <GroupField group={group} onGroup={onGroup} />}
      {way === 'csv' && <CsvSource csv={csv} />}
    </>
  );
});
