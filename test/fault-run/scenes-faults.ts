/** Every kind of fault at every step, alone and on top of one another, with the desk alive. */
import type { Scene } from './deck';
import { ENDINGS, handedOver, HEARD_MS, issueAndEnd } from './scenes-plain';
import { FAULT_KINDS, type RunFaultKind, type Step } from './steps';

const kindAt = (index: number): RunFaultKind => FAULT_KINDS[index % FAULT_KINDS.length]!;

/** Each kind at each of the five steps once, so that one round has them all. */
const ONE_AT_EACH_STEP: readonly Scene[] = FAULT_KINDS.map((kind, index) => ({
  name: `${kind} at the create`,
  play: async (stage) => {
    const { window, personId } = stage;
    stage.inject('read in a batch', kindAt(index + 3));
    const issued = await window.issue({
      personId,
      beforeIssue: () => {
        stage.inject('create', kind);
        stage.inject('read alone', kindAt(index + 5));
      },
    });
    if (!issued.ok) return;
    await window.show(issued.value);
    stage.inject('mail', kindAt(index + 7));
    await window.mail(issued.value, 'all');
    await window.close(issued.value);
    stage.inject('delete', kindAt(index + 1));
    stage.inject('read alone', kindAt(index + 5));
    await window.revoke(personId, issued.value.passId);
  },
}));

/** One fault at one step, and nothing else. */
export const faultScene = (step: Step, kind: RunFaultKind): Scene => ({
  name: `${kind} at ${step}`,
  play: async (stage) => {
    const { window, personId } = stage;
    const isEarly = step === 'read in a batch' || step === 'create';
    if (isEarly) stage.inject(step, kind);
    const issued = await window.issue({ personId });
    if (!issued.ok) return;
    if (!isEarly) stage.inject(step, kind);
    if (step === 'mail') await window.mail(issued.value, 'all');
    else await window.show(issued.value);
    await window.close(issued.value);
    await window.revoke(personId, issued.value.passId);
  },
});

export const FAULT_SCENES: readonly Scene[] = [
  ...ONE_AT_EACH_STEP,
  {
    name: 'the answer lost, and whatever follows as well',
    play: async (stage) => {
      const { chance } = stage;
      const beforeIssue = () => {
        stage.inject('create', chance.pick(['cut-after', 'gateway-timeout-after', 'broken-body', 'cut-mid-response', 'slow'] as const), 1 + chance.below(3));
        if (chance.next() < 0.6) stage.inject('delete', stage.anyKind(), 1 + chance.below(2));
        if (chance.next() < 0.6) stage.inject('read alone', stage.anyKind(), 1 + chance.below(4));
      };
      const issued = await stage.window.issue({ personId: stage.personId, beforeIssue });
      if (issued.ok) await chance.pick(ENDINGS)(stage, issued.value);
    },
  },
  {
    name: 'the answer lost while a pass is replaced',
    play: async (stage) => {
      const passId = await handedOver(stage);
      await stage.sleep(HEARD_MS);
      if (passId === null) return;
      const issued = await stage.window.issue({ personId: stage.personId, replaces: passId, beforeIssue: () => stage.inject('create', stage.anyKind(), 1 + stage.chance.below(2)) });
      if (issued.ok) await stage.chance.pick(ENDINGS)(stage, issued.value);
    },
  },
  {
    name: 'a colleague makes one after the answer was lost',
    play: async (stage) => {
      const { chance, window, personId } = stage;
      const kind = chance.pick(['cut-before', 'cut-after', 'gateway-timeout-before', 'gateway-timeout-after', 'unavailable'] as const);
      const beforeIssue = () => {
        stage.inject('create', kind);
        void stage.onceLogged('create').then(() => stage.colleagueIssues());
      };
      const issued = await window.issue({ personId, tries: 1, beforeIssue });
      if (issued.ok) await window.show(issued.value);
      await stage.sleep(HEARD_MS);
      // The operator tries again, and still says nothing about the colleague's.
      await issueAndEnd(stage);
    },
  },
  {
    name: 'nobody has seen it, and it cannot be revoked at once',
    play: async (stage) => {
      const issued = await stage.window.issue({ personId: stage.personId });
      if (!issued.ok) return;
      stage.inject('delete', stage.anyKind(), 1 + stage.chance.below(3));
      if (stage.chance.next() < 0.5) stage.inject('read alone', stage.anyKind(), 1 + stage.chance.below(4));
      await stage.window.close(issued.value);
    },
  },
  {
    name: 'given up after the first failure',
    play: async (stage) => {
      const beforeIssue = () => {
        stage.inject('create', stage.anyKind(), 3);
        stage.inject('read alone', stage.anyKind(), 3);
      };
      await stage.window.issue({ personId: stage.personId, tries: 1, beforeIssue });
    },
  },
  {
    name: 'the mail with the second half is lost',
    play: async (stage) => {
      const issued = await stage.window.issue({ personId: stage.personId });
      if (!issued.ok) return;
      stage.inject('mail', stage.anyKind());
      await stage.window.mail(issued.value, 'second-half');
      await stage.window.show(issued.value);
      await stage.window.close(issued.value);
    },
  },
  {
    name: 'the mail is lost',
    play: async (stage) => {
      const issued = await stage.window.issue({ personId: stage.personId });
      if (!issued.ok) return;
      stage.inject('mail', stage.anyKind());
      await stage.window.mail(issued.value, 'all');
      await stage.window.close(issued.value);
    },
  },
];
