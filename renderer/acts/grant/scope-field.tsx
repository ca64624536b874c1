import { Field, Select } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { scopeOfUnit, TENANT_SCOPE } from '../../../shared/domain/grant';
import type { GrantFacts } from '../../../shared/domain/grant-facts';
import { unreadText } from '../../ui/unread';
import { validation } from '../../ui/validation';

type Props = { readonly scope: string; readonly units: GrantFacts['units']; readonly problem: string; readonly onScope: (scope: string) => void };

/** Where roles hold. A group has no other scope than its tenant. */
export function ScopeField({ scope, units, problem, onScope }: Props) {
  return (
    <Field label="Scope" data-place="scope" hint={units.known ? 'Of the roles; a group has none.' : `Administrative units: ${unreadText(units)}. Only the whole tenant can be chosen.`} {...validation(problem)}>
      <Select value={scope} onChange={(_, data) => onScope(data.value)}>
        <option value={TENANT_SCOPE}>Whole tenant</option>
        {units.known &&
          units.value.map(({ id, displayName, isRestricted }) => (
            <option key={id} value={scopeOfUnit(id)}>
              {`Administrative unit: ${displayText(displayName)}${isRestricted ? ' (restricted: PIM grants nothing there)' : ''}`}
            </option>
          ))}
      </Select>
    </Field>
  );
}
