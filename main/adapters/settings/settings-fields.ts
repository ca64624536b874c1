/** From whatever lies in a settings file to {@link Settings}: field by field, so that one odd value does not cost the rest. Pure. */
import { DEFAULT_SETTINGS, Settings } from '../../../shared/settings';

export type Tolerated = {
  readonly settings: Settings;
  /** A field has a type it never has: this was not written by any version of this program. */
  readonly isBroken: boolean;
};

/**
 * Unknown keys are ignored (a newer version may have written them). A text that is no known choice, or a window larger or
 * smaller than windows are, costs that field alone.
 */
export function tolerate(raw: unknown): Tolerated {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { settings: DEFAULT_SETTINGS, isBroken: true };
  const fields = raw as Readonly<Record<string, unknown>>;
  const names = Object.keys(Settings.shape) as (keyof Settings)[];
  const isBroken = names.some((name) => Object.hasOwn(fields, name) && kindOf(fields[name]) !== kindOf(DEFAULT_SETTINGS[name]));
  if (isBroken) return { settings: DEFAULT_SETTINGS, isBroken };
  const sound = names.filter((name) => Object.hasOwn(fields, name) && Settings.shape[name].safeParse(fields[name]).success);
  return { settings: Settings.parse({ ...DEFAULT_SETTINGS, ...Object.fromEntries(sound.map((name) => [name, fields[name]])) }), isBroken };
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
