/**
 * Switches the app understands. Those that move its data or its limits work only from a checkout: in a packaged app
 * they would let anybody step around quotas and journal.
 */
import path from 'node:path';

export type CommandLine = {
  /** Open the demo tenant at once. Harmless, so it also works when packaged. */
  readonly demo: boolean;
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
    deskConfig: isPackaged ? null : valueOf('desk-config'),
    userDataDir: isPackaged ? null : valueOf('user-data-dir'),
  };
}
