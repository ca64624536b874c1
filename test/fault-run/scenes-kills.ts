/** The desk is killed at a known moment, or at any, and started again on the same folder; then work goes on. */
import type { Scene } from './deck';
import { handedOver, HEARD_MS, issueAndEnd } from './scenes-plain';
import type { Kill, Stage } from './stage';
import type { Step } from './steps';
import type { HandOver } from './window';

type When = 'before' | 'after' | 'mid-response';

/** What is there after a restart the operator sees, and says yes to about half of the time. */
async function goOn(stage: Stage): Promise<void> {
  if (stage.chance.next() < 0.4) return;
  await stage.sleep(HEARD_MS);
  const passId = stage.passId();
  await issueAndEnd(stage, stage.chance.next() < 0.5 ? passId : null);
}

async function startAgain(stage: Stage): Promise<void> {
  const { chance } = stage;
  // Settling meets trouble of its own.
  if (chance.next() < 0.3) stage.inject('read alone', stage.anyKind(), 1 + chance.below(4));
  if (chance.next() < 0.3) stage.inject('delete', stage.anyKind(), 1 + chance.below(2));
  await stage.restart();
  await goOn(stage);
}

const duringCreate = (what: Kill, when: When): Scene => ({
  name: what,
  kill: what,
  play: async (stage) => {
    const { window, personId, chance } = stage;
    const before = chance.next() < 0.3 ? await handedOver(stage) : null;
    if (before !== null) await stage.sleep(HEARD_MS);
    if (await stage.killAtHold(what, 'create', when, () => window.issue({ personId, replaces: before }))) await startAgain(stage);
  },
});

/** Something about an issued pass, at which the desk is killed. */
const about = (what: Kill, act: (stage: Stage, handOver: HandOver, run: number) => Promise<boolean>): Scene => ({
  name: what,
  kill: what,
  play: async (stage) => {
    const issued = await stage.window.issue({ personId: stage.personId });
    const run = stage.desk.run();
    if (issued.ok && (await act(stage, issued.value, run))) await startAgain(stage);
  },
});

const whileSettling = (what: Kill, step: Step, when: 'before' | 'after'): Scene => ({
  name: what,
  kill: what,
  play: async (stage) => {
    const { window, personId } = stage;
    if (!(await stage.killAtHold('after it acted', 'create', 'after', () => window.issue({ personId })))) return;
    await stage.restartKilled(what, step, when);
    await goOn(stage);
  },
});

export const KILL_SCENES: readonly Scene[] = [
  duringCreate('before the tenant acts', 'before'),
  duringCreate('after it acted', 'after'),
  duringCreate('mid-response', 'mid-response'),
  {
    name: 'with a slow create on its way',
    kill: 'with a slow create on its way',
    play: async (stage) => {
      const run = stage.desk.run();
      const issuing = stage.window.issue({ personId: stage.personId, beforeIssue: () => stage.inject('create', 'slow') });
      issuing.catch(() => undefined);
      await stage.onceSlow(issuing);
      await stage.sleep(stage.chance.below(40));
      if (await stage.killNow('with a slow create on its way', run)) await startAgain(stage);
    },
  },
  about('right after the issue reply', (stage, _, run) => stage.killNow('right after the issue reply', run)),
  about('between reveal and seen', async (stage, handOver, run) => (await stage.window.reveal(handOver)) && stage.killNow('between reveal and seen', run)),
  about('after seen', async (stage, handOver, run) => (await stage.window.show(handOver)) && stage.killNow('after seen', run)),
  about('during close, before the delete', (stage, handOver) => stage.killAtHold('during close, before the delete', 'delete', 'before', () => stage.window.close(handOver))),
  about('during close, after the delete', (stage, handOver) => stage.killAtHold('during close, after the delete', 'delete', 'after', () => stage.window.close(handOver))),
  about('during close of a seen pass', async (stage, handOver, run) => {
    await stage.window.show(handOver);
    stage.window.close(handOver).catch(() => undefined);
    return stage.killNow('during close of a seen pass', run);
  }),
  about('during revoke, before the delete', async (stage, handOver) => {
    await stage.window.show(handOver);
    return stage.killAtHold('during revoke, before the delete', 'delete', 'before', () => stage.window.revoke(handOver.personId, handOver.passId));
  }),
  about('during revoke, after the delete', async (stage, handOver) => {
    await stage.window.show(handOver);
    return stage.killAtHold('during revoke, after the delete', 'delete', 'after', () => stage.window.revoke(handOver.personId, handOver.passId));
  }),
  about('during the proof of a revoke', async (stage, handOver) => {
    await stage.window.show(handOver);
    return stage.killAtHold('during the proof of a revoke', 'read alone', 'before', () => stage.window.revoke(handOver.personId, handOver.passId));
  }),
  {
    name: 'while reading back',
    kill: 'while reading back',
    play: async (stage) => {
      const beforeIssue = () => stage.inject('create', stage.chance.pick(['cut-after', 'cut-before', 'gateway-timeout-after'] as const));
      const issue = () => stage.window.issue({ personId: stage.personId, beforeIssue });
      if (await stage.killAtHold('while reading back', 'read alone', 'before', issue)) await startAgain(stage);
    },
  },
  about('during a mail, before it left', (stage, handOver) => stage.killAtHold('during a mail, before it left', 'mail', 'before', () => stage.window.mail(handOver, 'all'))),
  about('during a mail, after it left', (stage, handOver) => stage.killAtHold('during a mail, after it left', 'mail', 'after', () => stage.window.mail(handOver, 'all'))),
  {
    name: 'in the preflight',
    kill: 'in the preflight',
    play: async (stage) => {
      if (await stage.killAtHold('in the preflight', 'read in a batch', 'mid-response', () => stage.window.issue({ personId: stage.personId }))) await startAgain(stage);
    },
  },
  whileSettling('settling at start, while reading', 'read alone', 'before'),
  whileSettling('settling at start, while deleting', 'delete', 'after'),
  {
    name: 'at a random moment',
    kill: 'at a random moment',
    play: async (stage) => {
      const run = stage.desk.run();
      issueAndEnd(stage).catch(() => undefined);
      await stage.sleep(stage.chance.below(250));
      if (await stage.killNow('at a random moment', run)) await startAgain(stage);
    },
  },
];
