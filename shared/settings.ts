/** What an operator may choose for themselves. Preferences only: no limit, secret or tenant is ever kept here. */
import { z } from 'zod';
import { HistoryFilter } from './domain/history/history-filter';

export const WindowBounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(640).max(16_000),
  height: z.int().min(480).max(16_000),
  isMaximized: z.boolean(),
});

export const ViewName = z.enum(['people', 'passes', 'onboarding', 'contractors', 'roles', 'history', 'policy', 'settings']);
export type ViewName = z.output<typeof ViewName>;

/** A filter of the history under a name of the operator's own. `period`: by name, so that "this month" stays this month; null: by its dates. */
export const SavedFilter = z.strictObject({ name: z.string().trim().min(1).max(60), period: z.string().max(40).nullable(), filter: HistoryFilter });
export type SavedFilter = z.output<typeof SavedFilter>;
export const SAVED_FILTERS_MAXIMUM = 20;

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  lastView: ViewName,
  window: WindowBounds,
  /** The account that is kept was signed in to read only. */
  isReadOnly: z.boolean(),
  savedFilters: z.array(SavedFilter).max(SAVED_FILTERS_MAXIMUM).readonly(),
});
export type Settings = z.output<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'comfortable',
  lastView: 'people',
  window: { width: 1200, height: 820, isMaximized: false },
  isReadOnly: false,
  savedFilters: [],
};
