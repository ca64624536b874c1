import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { Known } from '../../../shared/domain/known';
import { type PersonDetails, RECENT_CHANGE_DAYS } from '../../../shared/domain/person';
import { Breakable } from '../../ui/breakable';
import { Fact } from '../../ui/fact';
import { Instant } from '../../ui/instant';
import { dateText } from '../../ui/time-text';
import { IfKnown } from '../../ui/unread';
import { AskConsent } from '../../ui/ask-consent';
import { METHOD_WORDS } from '../../ui/method-words';

const useStyles = makeStyles({
  // Columns, not a grid: cards of unequal height leave no holes.
  groups: { columnWidth: '300px', columnGap: 'var(--desk-gap)', marginBottom: 'calc(var(--desk-gap) * -1)' },
  group: { breakInside: 'avoid', marginBottom: 'var(--desk-gap)', padding: '14px 20px 16px', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  heading: { margin: 0, marginBottom: '8px', fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  facts: { display: 'grid', gridTemplateColumns: 'minmax(96px, 34%) minmax(0, 1fr)', rowGap: 'calc(var(--desk-row) / 1.6)', columnGap: '12px', margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: 'calc(var(--desk-row) / 1.6)' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Facts in the order a caller is checked by: how to reach them, who they are, what they may do, what changed lately. */
export function PersonFacts({ details, onConsented }: { readonly details: PersonDetails; readonly onConsented: () => void }) {
  const styles = useStyles();
  const methods = details.methods.known ? { known: true as const, value: details.methods.value.filter(({ type }) => type !== 'temporary-access-pass') } : details.methods;
  return (
    <>
      <div className={styles.groups}>
        <Group name="Reach them">
          <dl className={styles.facts}>
            <Fact term="Mobile">{plain(details.mobilePhone)}</Fact>
            <Fact term="Business">{details.businessPhones.length > 0 ? details.businessPhones.map((phone) => displayText(phone)).join(', ') : NONE}</Fact>
            <Fact term="Mail">{details.mail ? <Breakable text={displayText(details.mail)} /> : NONE}</Fact>
            <Fact term="Manager">
              <IfKnown fact={details.manager}>{(manager) => plain(manager?.displayName ?? null)}</IfKnown>
            </Fact>
            <Fact term="Employee id">{plain(details.employeeId)}</Fact>
          </dl>
        </Group>
        <Group name="Work">
          <dl className={styles.facts}>
            <Fact term="Job title">{plain(details.jobTitle)}</Fact>
            <Fact term="Department">{plain(details.department)}</Fact>
            <Fact term="Company">{plain(details.companyName)}</Fact>
            <Fact term="Office">{plain(details.officeLocation)}</Fact>
            <Fact term="Type">{plain(details.employeeType)}</Fact>
            <Fact term="Hired">{date(details.employeeHireDate)}</Fact>
            <Fact term="Contract ends">
              <IfKnown fact={details.contractEnd}>{date}</IfKnown>
            </Fact>
          </dl>
        </Group>
        <Group name="Privileges">
          <dl className={styles.facts}>
            <Fact term="Roles">
              <Names names={details.roles} />
            </Fact>
            <Fact term="Groups that can hold roles">
              <Names names={details.roleAssignableGroups} />
            </Fact>
          </dl>
        </Group>
        <Group name="Sign-in methods">
          <IfKnown fact={methods}>
            {(list) =>
              list.length === 0 ? (
                <span className={styles.quiet}>none registered</span>
              ) : (
                <ul className={styles.list}>
                  {list.map((method) => (
                    <li key={method.id}>
                      {METHOD_WORDS[method.type]}
                      {method.detail && <span className={styles.quiet}> · {displayText(method.detail)}</span>}
                      {method.createdDateTime && <span className={styles.quiet}> · since {dateText(new Date(method.createdDateTime))}</span>}
                    </li>
                  ))}
                </ul>
              )
            }
          </IfKnown>
        </Group>
        <Group name={`Changes in the last ${RECENT_CHANGE_DAYS} days`}>
          <IfKnown fact={details.recentChanges}>
            {(changes) =>
              changes.length === 0 ? (
                <span className={styles.quiet}>none of phone, manager or sign-in method</span>
              ) : (
                <ul className={styles.list}>
                  {changes.map((change, index) => (
                    <li key={index}>
                      {displayText(change.what)} <span className={styles.quiet}>by {displayText(change.by)}</span>
                      <div className={styles.quiet}>
                        <Instant at={change.at} withAge />
                      </div>
                    </li>
                  ))}
                </ul>
              )
            }
          </IfKnown>
        </Group>
      </div>
      <ConsentForUnread details={details} onConsented={onConsented} />
    </>
  );
}

const NONE = <Quiet>none</Quiet>;
const plain = (text: string | null) => (text ? displayText(text) : NONE);
const date = (at: string | null) => (at ? <time dateTime={at}>{dateText(new Date(at))}</time> : NONE);

function Quiet({ children }: { readonly children: ReactNode }) {
  return <span className={useStyles().quiet}>{children}</span>;
}

function Names({ names }: { readonly names: Known<readonly string[]> }) {
  return <IfKnown fact={names}>{(list) => (list.length === 0 ? NONE : list.map((name) => displayText(name)).join(', '))}</IfKnown>;
}

function Group({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{name}</h3>
      {children}
    </section>
  );
}

/** Where a missing consent, and not a missing role, hides a fact, it can be asked for here. */
function ConsentForUnread({ details, onConsented }: { readonly details: PersonDetails; readonly onConsented: () => void }) {
  const facts = [details.manager, details.roles, details.roleAssignableGroups, details.methods, details.contractEnd, details.recentChanges, details.pass];
  const features = [...new Set(facts.flatMap((fact) => (fact.known || fact.needs === null ? [] : [fact.needs])))];
  return <AskConsent features={features} words="Some facts need permissions that Tapdesk has not asked for yet, or a role you do not hold." onConsented={onConsented} />;
}
