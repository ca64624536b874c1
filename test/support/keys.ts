/** Keys pressed one after another, and how many they are. */
import type { Page } from '@playwright/test';

/** A chord counts as one for each of its keys. */
export function keysOf(page: Page) {
  const pressed: string[] = [];
  return {
    pressed,
    count: () => pressed.reduce((sum, key) => sum + key.split('+').length, 0),
    press: async (key: string) => {
      pressed.push(key);
      await page.keyboard.press(key);
    },
    type: (text: string) => page.keyboard.type(text),
  };
}
