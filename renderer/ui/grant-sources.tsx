import { makeStyles, tokens } from '@fluentui/react-components';
import { needsOf } from '../../shared/domain/features';
import type { Output } from '../../shared/ipc/contract';
import { unreadText } from './unread';

type Sources = Output<'grants.list'>['sources'];

const ORDER = ['roles', 'eligibleRoles', 'groups'] as const satisfies readonly (keyof Sources)[];
const WORDS: Readonly<Record<(typeof ORDER)[number], string>> = { roles: 'Active roles', eligibleRoles: 'Eligible roles', groups: 'Grants of groups' };

export const isEverythingRead = (sources: Sources): boolean => ORDER.every((source) => sources[source].known) && sources.isSomeGroupsOnly !== true;

const useStyles = makeStyles({
  missing: { margin: 0, maxWidth: '100ch', padding: '8px 12px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1, color: tokens.colorNeutralForeground1 },
});

/** What cannot be among the grants shown, because it could not be read, and who could read it. */
export function GrantSources({ sources }: { readonly sources: Sources }) {
  const styles = useStyles();
  return (
    <>
      {ORDER.map((source) => {
        const fact = sources[source];
        if (fact.known) return null;
        return (
          <p key={source} className={styles.missing}>
            {WORDS[source]}: {unreadText({ ...fact, needs: null })}, so some may be missing here.{fact.needs !== null && ` It takes ${needsOf(fact.needs)}.`}
          </p>
        );
      })}
      {sources.groups.known && sources.isSomeGroupsOnly === true && (
        <p className={styles.missing}>Grants of groups: only of those that this desk grants or that you own. What others grant of other groups is not in this list.</p>
      )}
    </>
  );
}
