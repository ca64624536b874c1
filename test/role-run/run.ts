/**
 * The counting program of `npm run role-run`. It imports nothing of the desk but the demo tenant: it starts tenants, makes
 * them fail, plays the window of a desk in another process, kills that process, lets hours pass, and counts.
 */
import path from 'node:path';
import { checkChains } from '../support/chains';
import { chanceOf } from '../support/chance';
import { placesOf, runToEnd } from '../support/counting-program';
import { optionsOf } from './options';
import { printReport } from './report';
import { type Counts, playRound, type RoundFacts } from './round';
import type { Kill } from './stage';
import type { Tally } from './window';

/** Until a tenant and its journal are put away and new ones begun. */
const SEQUENCES_PER_ROUND = 25;
const TROUBLES_MAXIMUM = 20;

async function main(): Promise<boolean> {
  const begun = Date.now();
  const { sequences, seed, plant, lanes } = optionsOf(process.argv.slice(2));
  const { childFile, workerFile, folder, root } = placesOf('role-run');
  const counts: Counts = { different: [], notGone: [], otherPath: [], pastLimit: [], unwritten: [], unsettled: [], notSent: [], wronglySent: [] };
  const tally: Tally = { asked: 0, made: 0, moved: 0, ended: 0, putOff: 0, people: 0, tasks: 0, forbidden: 0, refused: 0 };
  const answers = new Map<string, number>();
  const kills = new Map<Kill, number>();
  const played = new Map<string, number>();
  const troubles: string[] = [];
  const rounds: RoundFacts[] = [];
  const seconds = (): number => (Date.now() - begun) / 1000;
  let dealt = 0;
  let number = 0;

  const lane = async (): Promise<void> => {
    while (dealt < sequences) {
      number += 1;
      const count = Math.min(SEQUENCES_PER_ROUND, Math.ceil((sequences - dealt) / (dealt === 0 ? lanes : 1)));
      const ownSeed = seed * 100_000 + number;
      dealt += count;
      const onTrouble = (what: string): void => {
        if (troubles.length < TROUBLES_MAXIMUM) troubles.push(what);
      };
      rounds.push(await playRound({ folder: path.join(folder, `desk-${number}`), childFile, workerFile, seed: ownSeed, plant, chance: chanceOf(ownSeed), sequences: count, tally, answers, kills, played, counts, onTrouble }));
      process.stderr.write(`role-run: ${rounds.length} tenants, ${[...played.values()].reduce((sum, each) => sum + each, 0)} acts, ${[...kills.values()].reduce((sum, each) => sum + each, 0)} kills, ${Math.round(seconds())} s\n`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return printReport({ counts, rounds, kills, played, tally, answers, troubles: [...troubles, ...checkChains(rounds.map(({ journal }) => journal), root)], seconds: seconds(), options: { seed, sequences, plant } });
}

runToEnd(main);
