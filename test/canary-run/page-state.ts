/**
 * Everything a page holds that can be looked at from inside: what stands in it, its address, its stores. The contents of
 * databases and caches are files, and are searched as such; here their names are enough.
 */
import type { Page } from '@playwright/test';

/** @returns one text: as it is, without white space, and without tags, because what is shown in pieces is still the whole. */
export async function pageState(page: Page): Promise<string> {
  const parts = await page.evaluate(async () => {
    const kept = (store: () => Storage): unknown => {
      try {
        return { ...store() };
      } catch {
        return null;
      }
    };
    const names = await Promise.all([indexedDB.databases(), caches.keys()]).catch(() => null);
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return [document.documentElement.outerHTML, document.body.textContent, document.title, location.href, window.name, JSON.stringify([history.state, fields, kept(() => localStorage), kept(() => sessionStorage), names])];
  });
  const text = parts.join('\n');
  return [text, text.replace(/\s/g, ''), text.replace(/<[^>]*>|\s/g, '')].join('\n');
}
