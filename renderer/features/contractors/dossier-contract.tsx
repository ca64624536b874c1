import { makeStyles } from '@fluentui/react-components';
import type { Contractor } from '../../../shared/domain/contractor';
import { displayText } from '../../../shared/domain/display-text';
import type { Output } from '../../../shared/ipc/contract';
import { Card } from '../../ui/card';
import { Fact } from '../../ui/fact';
import { Tag } from '../../ui/tag';
import { IfKnown } from '../../ui/unread';
import { useNow } from '../../ui/use-now';
import { END_FROM, endAgeText, endDateText, isPast } from './contract-end-text';

const useStyles = makeStyles({ facts: { display: 'grid', gridTemplateColumns: 'minmax(110px, 28%) minmax(0, 1fr)', gap: '6px 12px', margin: 0 } });

type Props = { readonly contractor: Contractor; readonly sponsors: Output<'contractors.read'>['sponsors'] };

/** Who answers for the person, until when, and where that was read. */
export function DossierContract({ contractor, sponsors }: Props) {
  const styles = useStyles();
  const { because, companyName, employeeType, manager, end } = contractor;
  return (
    <Card name="Contract">
      <dl className={styles.facts}>
        <Fact term="Contract end">
          <IfKnown fact={end}>{(value) => (value ? <End end={value} /> : 'none on file, in any of the places the desk policy names')}</IfKnown>
        </Fact>
        <Fact term="Contractor because">{because === '' ? 'no rule of the desk policy makes them one any more' : displayText(because)}</Fact>
        <Fact term="Company">{companyName === null ? 'none' : displayText(companyName)}</Fact>
        <Fact term="Type">{employeeType === null ? 'none' : displayText(employeeType)}</Fact>
        <Fact term="Sponsors">
          <IfKnown fact={sponsors}>{(list) => (list.length === 0 ? 'none' : list.map(({ displayName }) => displayText(displayName)).join(', '))}</IfKnown>
        </Fact>
        <Fact term="Manager">
          <IfKnown fact={manager}>{(value) => (value ? displayText(value.displayName) : 'none')}</IfKnown>
        </Fact>
      </dl>
    </Card>
  );
}

function End({ end }: { readonly end: NonNullable<Extract<Contractor['end'], { known: true }>['value']> }) {
  const now = useNow(60_000);
  const age = endAgeText(end, now);
  return (
    <>
      <time dateTime={end.at}>{endDateText(end)}</time> {isPast(end, now) ? <Tag tone="danger">{age}</Tag> : `(${age})`}, from the {END_FROM[end.from]}
    </>
  );
}
