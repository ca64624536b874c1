/** What every walk of the run has in hand: the passcodes and keys, the desks it opens, and what it may look for. */
import type { Page } from '@playwright/test';
import type { DemoTenant } from '../../main/demo-tenant';
import type { Desk } from '../support/desk';
import type { LaunchOptions } from '../support/launch';
import type { Canaries } from './canaries';

export type Course = {
  readonly canaries: Canaries;
  /** Opens a desk whose every file is kept. With `folder` it is opened where an earlier one was left. */
  readonly open: (options: LaunchOptions) => Promise<Desk>;
  /** For files of the run that the app is given, not such as it writes. */
  readonly folder: string;
  /** @throws when a passcode or a key stands in the page, its addresses or its stores, naming where. */
  readonly expectCleanPage: (page: Page) => Promise<void>;
  /** Leaks the passcode if that was asked for (`--plant`). */
  readonly plant: (desk: Desk, passcode: string) => Promise<void>;
  /** As if so many minutes had gone by for whatever waits exactly that long. @returns how much did. */
  readonly bringForward: (desk: Desk, minutes: number) => Promise<number>;
  /** What was printed so far, newest last: the pages as PDF. */
  readonly printed: () => readonly Buffer[];
  /** @returns names of the passcodes and keys that are in these bytes. */
  readonly namesIn: (bytes: Buffer) => readonly string[];
  /** How often the window has called this method so far, such as `passcode.seen`. */
  readonly calls: (method: string) => number;
  /** What the hook saw on the clipboard as each app so far went. */
  readonly clipboardsAtQuit: () => readonly string[];
};

export type Stage = {
  desk: Desk;
  readonly course: Course;
  /** Null where the tenant lives inside the app. */
  readonly tenant: DemoTenant | null;
  /** Opens the desk again where the last one was left, and signs in. */
  readonly openAgain: () => Promise<void>;
};

export type Path = { readonly name: string; readonly walk: (stage: Stage) => Promise<void> };
export type Walk = {
  readonly name: string;
  /** Opens a desk, walks, and closes everything again, whatever happens on the way. */
  readonly on: (course: Course, walk: (stage: Stage) => Promise<void>) => Promise<void>;
  readonly paths: readonly Path[];
};
