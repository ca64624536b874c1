/** What an operator may choose for themselves. Preferences only: no limit, secret or tenant is ever kept here. */
import { z } from 'zod';

export const WindowBounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(640).max(16_000),
  height: z.int().min(480).max(16_000),
  isMaximized: z.boolean(),
});

export const ViewName = z.enum(['people', 'passes', 'onboarding', 'contractors', 'roles', 'history', 'policy', 'settings']);
export type ViewName = z.output<typeof ViewName>;

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  lastView: ViewName,
  window: WindowBounds,
});
export type Settings = z.output<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'comfortable',
  lastView: 'people',
  window: { width: 1200, height: 820, isMaximized: false },
};
