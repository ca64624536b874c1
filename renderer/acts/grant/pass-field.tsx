import { Field, Switch } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { GrantFacts } from '../../../shared/domain/grant-facts';
import { reachOf } from '../../../shared/domain/operator-reach';
import type { JudgedGrant } from './grant-draft';

type Props = {
  readonly facts: GrantFacts;
  readonly judged: JudgedGrant;
  readonly isOn: boolean;
  /** Something was made already: it is too late to decide. */
  readonly isFixed: boolean;
  /** Why no pass can be issued; empty when one can. */
  readonly noPass: string;
  readonly onChange: (isOn: boolean) => void;
};

/** Whether a pass goes with the grants. Said before anything is made: a role that protects the person may put the pass out of reach. */
export function PassField({ facts, judged, isOn, isFixed, noPass, onChange }: Props) {
  const protector = isOn ? protectorIn(facts, judged) : '';
  return (
    <Field
      hint={noPass === '' ? 'A pass under the same ticket, which ends no later than what is granted. Ending the task ends both.' : `No pass can be issued: ${noPass}`}
      {...(protector !== '' && { validationState: 'warning' as const, validationMessage: `${displayText(protector)} protects whoever holds it: once it is granted, the pass takes a Privileged Authentication Administrator.` })}
    >
      <Switch label="With a Temporary Access Pass" checked={isOn} disabled={noPass !== '' || isFixed} onChange={(_, data) => onChange(data.checked)} />
    </Field>
  );
}

/** The first chosen role that will hold at once and takes the person out of this operator's reach; empty for none. */
function protectorIn({ operator }: GrantFacts, { chosen, request }: JudgedGrant): string {
  if (!operator.roles.known || request.startDateTime !== null) return '';
  const roles = chosen.flatMap(({ option, item }) => (item.target.kind === 'role' && item.how === 'active' ? [{ templateId: item.target.id, displayName: option.displayName }] : []));
  const reach = reachOf(operator.roles.value, { roles: { known: true, value: roles }, roleAssignableGroups: NO_GROUPS, ownedRoleAssignableGroups: NO_GROUPS });
  return reach.state === 'no' ? reach.because : '';
}

const NO_GROUPS = { known: true, value: [] } as const;
