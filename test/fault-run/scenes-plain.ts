/** What goes on at a desk on an ordinary day: nothing fails here but by chance. */
import type { Scene } from './deck';
import type { Stage } from './stage';
import type { HandOver } from './window';

/** Longer than it takes until every replica of the tenant has heard of a change. */
export const HEARD_MS = 90;

/** Ways a hand-over may end, the passcode being out or not. */
export const ENDINGS: readonly ((stage: Stage, handOver: HandOver) => Promise<void>)[] = [
  async ({ window }, handOver) => {
    await window.show(handOver);
    await window.close(handOver);
  },
  async ({ window }, handOver) => {
    await window.show(handOver);
    await window.close(handOver);
    await window.revoke(handOver.personId, handOver.passId);
  },
  async ({ window }, handOver) => {
    await window.close(handOver);
  },
  async ({ window }, handOver) => {
    await window.show(handOver);
    await window.revoke(handOver.personId, handOver.passId);
    await window.close(handOver);
  },
  async ({ window }, handOver) => {
    await window.drop(handOver);
    await window.close(handOver);
  },
  async ({ window }, handOver) => {
    await window.mail(handOver, 'all');
    await window.close(handOver);
  },
];

/** Issues, and ends it some way or other. */
export async function issueAndEnd(stage: Stage, replaces: string | null = null): Promise<void> {
  const issued = await stage.window.issue({ personId: stage.personId, replaces });
  if (issued.ok) await stage.chance.pick(ENDINGS)(stage, issued.value);
}

/** A pass that was handed over, as it should be. @returns its id. */
export async function handedOver(stage: Stage): Promise<string | null> {
  const issued = await stage.window.issue({ personId: stage.personId });
  if (!issued.ok) return null;
  await stage.window.show(issued.value);
  await stage.window.close(issued.value);
  return issued.value.passId;
}

export const PLAIN_SCENES: readonly Scene[] = [
  ...ENDINGS.map((end, index): Scene => ({
    name: `ordinary ${index + 1}`,
    play: async (stage) => {
      const issued = await stage.window.issue({ personId: stage.personId });
      if (issued.ok) await end(stage, issued.value);
    },
  })),
  {
    name: 'replaced, and the operator said so',
    play: async (stage) => {
      const passId = await handedOver(stage);
      await stage.sleep(HEARD_MS);
      if (passId !== null) await issueAndEnd(stage, passId);
    },
  },
  {
    name: 'a second one that nobody confirmed',
    play: async (stage) => {
      const passId = await handedOver(stage);
      await stage.sleep(HEARD_MS);
      await issueAndEnd(stage);
      if (passId !== null) await stage.window.revoke(stage.personId, passId);
    },
  },
  {
    name: 'a colleague has made one before',
    play: async (stage) => {
      const passId = stage.colleagueIssues();
      await stage.sleep(HEARD_MS);
      await issueAndEnd(stage, stage.chance.next() < 0.3 ? passId : null);
    },
  },
  {
    name: 'a colleague makes one while the form is filled in',
    play: async (stage) => {
      const { window, personId } = stage;
      const beforeIssue = async () => {
        stage.colleagueIssues();
        await stage.sleep(HEARD_MS);
      };
      const issued = await window.issue({ personId, beforeIssue });
      if (issued.ok) await window.show(issued.value);
    },
  },
  {
    name: 'copied',
    play: async (stage) => {
      const issued = await stage.window.issue({ personId: stage.personId });
      if (!issued.ok) return;
      await stage.window.copy(issued.value);
      await stage.window.close(issued.value);
    },
  },
  {
    name: 'printed and revoked',
    play: async (stage) => {
      const { window, personId } = stage;
      const issued = await window.issue({ personId });
      if (!issued.ok) return;
      await window.print(issued.value);
      await window.close(issued.value);
      await window.revoke(personId, issued.value.passId);
    },
  },
  {
    name: 'split between phone and mail',
    play: async (stage) => {
      const issued = await stage.window.issue({ personId: stage.personId });
      if (!issued.ok) return;
      await stage.window.mail(issued.value, 'second-half');
      await stage.window.show(issued.value);
      await stage.window.close(issued.value);
      await stage.window.revoke(stage.personId, issued.value.passId);
    },
  },
  {
    name: 'left open',
    play: async (stage) => {
      await stage.window.issue({ personId: stage.personId });
    },
  },
];
