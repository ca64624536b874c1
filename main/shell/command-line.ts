/**
 * Switches the app understands, and switches of Chromium that it refuses. Those that move its data or its limits work only
 * from a checkout: in a packaged app they would let anybody step around quotas and journal.
 */
import path from 'node:path';

export type CommandLine = {
  /** Open the demo tenant at once. Harmless, so it also works when packaged. */
  readonly demo: boolean;
  /** Directory roles of the demo's operator besides Authentication Administrator, by name; the demo alone knows them. */
  readonly demoRoles: readonly string[];
  /** A demo tenant with 2,000 contractors and 500 live grants. */
  readonly demoLarge: boolean;
  /** About how many lines of a made-up past an empty demo journal is filled with; 0: none. */
  readonly demoHistory: number;
  /** The demo opens as an auditor's. */
  readonly readOnly: boolean;
  readonly deskConfig: string | null;
  readonly userDataDir: string | null;
};

export function readCommandLine(argv: readonly string[], isPackaged: boolean): CommandLine {
  const valueOf = (name: string): string | null => {
    const found = argv.find((argument) => argument.startsWith(`--${name}=`));
    const value = found?.slice(name.length + 3) ?? '';
    return value === '' ? null : path.resolve(value);
  };
  return {
    demo: argv.includes('--demo'),
    demoRoles: argv.filter((argument) => argument.startsWith('--demo-role=')).map((argument) => argument.slice('--demo-role='.length)),
    demoLarge: argv.includes('--demo-large'),
    demoHistory: rowsIn(argv.find((argument) => argument === '--demo-history' || argument.startsWith('--demo-history='))),
    readOnly: argv.includes('--read-only'),
    deskConfig: isPackaged ? null : valueOf('desk-config'),
    userDataDir: isPackaged ? null : valueOf('user-data-dir'),
  };
}

/** A year of a busy desk. */
const YEAR_ROWS = 200_000;
const ROWS_MAXIMUM = 2_000_000;

/** `--demo-history` for a year, `--demo-history=5000` for about so many lines. */
function rowsIn(argument: string | undefined): number {
  if (argument === undefined) return 0;
  const rows = Number(argument.split('=')[1] ?? YEAR_ROWS);
  return Number.isInteger(rows) && rows > 0 ? Math.min(rows, ROWS_MAXIMUM) : YEAR_ROWS;
}

/**
 * Chromium's own switches that undo what SECURITY.md promises: what is sent is written to a file or shown to others, a
 * certificate is not checked, names and proxies are somebody else's, the page's isolation is off, foreign code runs.
 */
const FORBIDDEN = [
  'allow-running-insecure-content',
  'disable-web-security',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'js-flags',
  'load-extension',
  'log-net-log',
  'net-log-capture-mode',
  'proxy-pac-url',
  'proxy-server',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
] as const;

/** @param hasSwitch - Chromium's own view of its command line, which knows every way to write a switch. */
export function forbiddenSwitches(hasSwitch: (name: string) => boolean): readonly string[] {
  return FORBIDDEN.filter(hasSwitch);
}
