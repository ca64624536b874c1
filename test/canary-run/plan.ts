/** What `scripts/canary-run.mjs` asks of the run, and what it is told of it. No passcode ever stands in a report. */
import { z } from 'zod';

export const Plan = z.strictObject({
  /** Folder of the Electron in use. */
  electron: z.string(),
  /** Everything of the run lies in there; removed by the script. */
  folder: z.string(),
  plant: z.enum(['file', 'utf16', 'pdf', 'reply', 'key']).nullable(),
});
export type Plan = z.output<typeof Plan>;

/** Where the script finds the report. */
export const REPORT = 'report.json';

export type Report = {
  readonly paths: readonly { readonly walk: string; readonly name: string; readonly state: 'walked' | 'failed' | 'not reached'; readonly seconds: number; readonly passcodes: number; readonly why: string }[];
  /** How many passcodes and keys each source told of. */
  readonly passcodes: readonly { readonly source: string; readonly count: number }[];
  readonly searched: readonly { readonly what: string; readonly files: number; readonly bytes: number }[];
  readonly messages: readonly { readonly what: string; readonly count: number; readonly holding: number }[];
  readonly notes: readonly string[];
  /** Each a place where a passcode or a key was found and must not be, or what keeps this run from proving anything. */
  readonly findings: readonly string[];
};
