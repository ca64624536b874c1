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
    deskConfig: isPackaged ? null : valueOf('desk-config'),
    userDataDir: isPackaged ? null : valueOf('user-data-dir'),
  };
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
