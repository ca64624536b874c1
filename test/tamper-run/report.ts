/** What the run prints: what was done and found, what nobody could tell, and last the counts that must be zero. */
import type { Finding } from './lane';
import type { Killed } from './kills';
import type { RunOptions } from './options';
import { KINDS } from './truth';

const SHOWN_MAXIMUM = 10;

export type RunFacts = {
  readonly options: RunOptions;
  readonly tamperings: number;
  readonly findings: readonly Finding[];
  readonly kills: readonly Killed[];
  readonly appendsPerSecond: number;
  readonly verifyMs: number;
  readonly seconds: number;
};

/** @returns whether the run is passed. */
export function printReport({ options, tamperings, findings, kills, appendsPerSecond, verifyMs, seconds }: RunFacts): boolean {
  const misses = findings.filter(({ miss }) => miss !== null);
  const sum = (of: (killed: Killed) => number) => kills.reduce((total, killed) => total + of(killed), 0);
  const lost = kills.flatMap((killed) => killed.lost);
  const broken = kills.flatMap((killed) => killed.broken);

  say('');
  say(`Tamper run: seed ${options.seed}, ${tamperings} tamperings of a journal of ${options.entries} entries, ${sum((killed) => killed.kills)} kills, ${seconds.toFixed(0)} s${options.plant ? `, planted: ${options.plant}` : ''}`);
  say('');
  say(row('Verified', ['no anchor', 'heads', 'with links', 'cannot tell', 'command', 'missed']));
  for (const kind of KINDS) {
    const of = findings.filter((finding) => finding.kind === kind);
    const count = (wanted: (finding: Finding) => boolean) => String(of.filter(wanted).length);
    say(row(`  ${kind}`, [
      ...(['none', 'heads', 'links'] as const).map((anchored) => count((finding) => finding.anchored === anchored && !finding.isUntellable)),
      count(({ isUntellable }) => isUntellable), count(({ byScript }) => byScript), count(({ miss }) => miss !== null),
    ]));
  }
  say('');
  say(`Found, with the right first bad entry      ${findings.filter(({ miss, isUntellable }) => miss === null && !isUntellable).length} of ${findings.filter(({ isUntellable }) => !isUntellable).length}`);
  say(`Not tellable without an anchor, and so said ${findings.filter(({ miss, isUntellable }) => miss === null && isUntellable).length} of ${findings.filter(({ isUntellable }) => isUntellable).length}`);
  say(`One verification, whole journal             ${(verifyMs / 1000).toFixed(2)} s`);
  say(`Appends a second, ${String(500).padStart(3)} with one sync          ${appendsPerSecond.toFixed(0)}`);
  say(`Kills (SIGKILL) during appends              ${sum((killed) => killed.kills)}, of which ${sum((killed) => killed.together)} with two processes on one file`);
  say(`Entries acknowledged before a kill          ${sum((killed) => killed.acknowledged)}, of which ${sum((killed) => killed.kept)} were there after it`);
  for (const { kind, anchored, miss } of misses.slice(0, SHOWN_MAXIMUM)) say(`  missed (${kind}, ${anchored}): ${miss ?? ''}`);
  for (const one of [...lost, ...broken].slice(0, SHOWN_MAXIMUM)) say(`  ${one}`);
  say('');
  const zeros = [
    ['Tamperings not found, or with another first bad entry', misses.length],
    ['Acknowledged entries lost', lost.length],
    ['Chains broken by a kill', broken.length],
  ] as const;
  for (const [name, count] of zeros) say(`${name}: ${count}`);
  const asked = tamperings === options.tamperings && sum((killed) => killed.kills) >= options.kills;
  if (!asked) say('NOT AS IT SHOULD BE: not all that was asked for was done.');
  return asked && zeros.every(([, count]) => count === 0);
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(22)}${cells.map((cell) => cell.padStart(13)).join('')}`;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
