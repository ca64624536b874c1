/** axe on every view and dialog, in light, dark and the system's own colours: nothing is found. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/desk';
import { take } from '../support/tour';
import { WALKS } from '../support/tour-walks';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Fluent's focus guards: empty, hidden elements at a menu's ends that hand the focus on as soon as they get it. */
const FOCUS_GUARDS = '[data-tabster-dummy]';

for (const walk of WALKS) {
  test(`nothing is in the way of anybody: ${walk.name}`, async ({ launchDesk }) => {
    test.setTimeout(5 * 60_000);
    await take(walk, launchDesk, async (stop, look, { page }) => {
      if (stop.isPicture) return;
      await test.step(`${stop.name}, ${look}`, async () => {
        // Legacy mode: axe otherwise opens a second page to put its results together, which Electron does not have.
        const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(TAGS).exclude(FOCUS_GUARDS);
        const { violations } = await (stop.isBehindMenu === undefined ? axe : axe.exclude(stop.isBehindMenu)).analyze();
        const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}. ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
        // Soft: one run names what is wrong in every view.
        expect.soft(found, `${stop.name} in ${look}`).toEqual([]);
      });
    });
  });
}
