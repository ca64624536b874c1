/** People for the run: ordinary members, each with a manager who has a mail address. Nobody is served twice. */
import { DEMO_DOMAIN, DEMO_PEOPLE, type ExtraPerson } from '../../main/demo-tenant';

export function peopleFor(count: number): readonly (ExtraPerson & { readonly id: string })[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(6, '0');
    return {
      id: `fa017000-0000-4000-8000-000000${number}`,
      displayName: `Person ${number}`,
      userPrincipalName: `person${number}@${DEMO_DOMAIN}`,
      managerId: DEMO_PEOPLE.colleague.id,
    };
  });
}
