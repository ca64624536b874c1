import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { HistoryLine, Who } from '../../../shared/domain/history/history-line';
import { CERTAINTY_WORDS, KIND_WORDS, RESULT_WORDS, SOURCE_WORDS, USE_WORDS } from '../../../shared/domain/history/words';
import { Breakable } from '../../ui/breakable';
import { Fact } from '../../ui/fact';
import { Instant } from '../../ui/instant';
import { TIER_WORDS } from '../../ui/tier-text';
import { scenarioName } from './line-names';
import { whatText } from './line-words';

const useStyles = makeStyles({
  facts: { display: 'grid', gridTemplateColumns: 'minmax(80px, 118px) minmax(0, 1fr)', gap: '4px 12px', margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What the line says, whole: nothing is cut off here. */
export function LineFacts({ line }: { readonly line: HistoryLine }) {
  const styles = useStyles();
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['What', [KIND_WORDS[line.kind], whatText(line) === KIND_WORDS[line.kind] ? '' : whatText(line)].filter(Boolean).join(': ')],
    ['To whom', line.person && <Somebody who={line.person} />],
    ['By', line.operator && <Somebody who={line.operator} />],
    ['Ticket', line.ticket !== '' && displayText(line.ticket, 64)],
    ['Reason', line.reason !== '' && displayText(line.reason, 2000)],
    ['Tier', line.tier && TIER_WORDS[line.tier]],
    ['Preset', line.scenario !== '' && scenarioName(line.scenario)],
    ['Began', <Instant key="at" at={line.at} seconds />],
    ['Ends', line.endsAt !== null && <Instant at={line.endsAt} seconds />],
    ['Result', RESULT_WORDS[line.result]],
    ['Use', line.use && (line.firstUsedAt === null ? USE_WORDS[line.use] : <>{USE_WORDS[line.use]}, <Instant at={line.firstUsedAt} seconds /></>)],
    ['Method registered', line.registeredAt !== null && <Instant at={line.registeredAt} seconds />],
    ['Told by', line.sources.map((source) => SOURCE_WORDS[source]).join(', ')],
    ['Put together', line.certainty !== null && line.certainty !== 'certain' && `${CERTAINTY_WORDS[line.certainty]}: see below by what`],
    ['Journal', line.desk !== '' && displayText(line.desk, 200)],
    ['Run', line.runId !== '' && displayText(line.runId, 80)],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => Boolean(value))
        .map(([term, value]) => (
          <Fact key={term} term={term}>
            {value}
          </Fact>
        ))}
    </dl>
  );
}

function Somebody({ who }: { readonly who: Who }) {
  const styles = useStyles();
  return (
    <>
      <bdi>{displayText(who.displayName)}</bdi>
      {who.userPrincipalName !== '' && (
        <div className={styles.quiet}>
          <Breakable text={displayText(who.userPrincipalName)} />
        </div>
      )}
    </>
  );
}
