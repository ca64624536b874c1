/**
 * A history of the tenant: one plan, drawn from a seed, from which both sides of every act are told: the lines of the desk's
 * journal and the records of Entra's logs. A day is drawn when somebody asks for it, so that a year takes no memory.
 *
 * Everything in it is over by today: it leaves no pass and no grant behind.
 */
import type { DirectoryAudit } from '../audits';
import type { Directory } from '../directory/directory';
import type { SignInRecord } from '../sign-ins';
import type { Act } from './acts';
import type { Day } from './calendar';
import { type DeskLine, isoOf } from './desk-line';
import { deskLines, grantIntentId } from './desk-lines';
import { noiseOf, usualSignIns } from './noise';
import type { Planted } from './oddity';
import { passIntentId } from './pass-lines';
import { type Plant, plantsOf } from './plant';
import { auditsOf, signInsOf, usualRecord } from './records';
import { routineOf } from './routine';
import { type HistoryOptions, type Stage, stageOf } from './stage';

const DAY_MS = 86_400_000;
const SERVED_DAYS = 30;

export class History {
  readonly planted: readonly Planted[];
  readonly #stage: Stage;
  readonly #directory: Directory;
  readonly #extra = new Map<number, Act[]>();

  /** @throws RangeError for what no history can be made of: too many lines for the people there are, an unknown zone. */
  constructor(directory: Directory, seed: number, today: Date, options: HistoryOptions) {
    this.#directory = directory;
    this.#stage = stageOf(directory, seed, today, options);
    const plants = options.planted === false ? [] : plantsOf(this.#stage);
    for (const act of plants.flatMap(({ acts }) => acts)) {
      const { index } = this.#dayOf(act.at);
      this.#extra.set(index, [...(this.#extra.get(index) ?? []), act]);
    }
    this.planted = plants.map((plant) => this.#told(plant));
  }

  /** The desk's own acts, oldest first. */
  *deskHistory(): Generator<DeskLine> {
    for (const acts of this.#days()) {
      const lines = acts.flatMap((act) => deskLines(this.#stage.seed, act));
      yield* lines.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    }
  }

  /** Day by day, and within a day by act: not in the order of their instants, as a log does not keep it either. @param since - Epoch ms. */
  *audits(since = -Infinity): Generator<DirectoryAudit> {
    for (const acts of this.#days(since)) {
      for (const act of acts) yield* auditsOf(this.#directory, this.#stage.seed, act);
    }
  }

  *signIns(since = -Infinity): Generator<SignInRecord> {
    const { seed, workdays } = this.#stage;
    for (const acts of this.#days(since)) {
      for (const act of acts) yield* signInsOf(seed, act);
    }
    for (const [workday, day] of workdays.entries()) {
      if (day.midnight + DAY_MS < since) continue;
      for (const signIn of usualSignIns(this.#stage, workday, day)) yield usualRecord(seed, signIn);
    }
  }

  *#days(since = -Infinity): Generator<readonly Act[]> {
    let workday = 0;
    const { days, workdays } = this.#stage;
    for (const day of days) {
      const isAtWork = workdays[workday] === day;
      const place = workday;
      if (isAtWork) workday += 1;
      // An act may reach into the next day.
      if (day.midnight + 2 * DAY_MS < since) continue;
      const ordinary = isAtWork ? [...routineOf(this.#stage, place), ...noiseOf(this.#stage, place, day)] : [];
      yield [...ordinary, ...(this.#extra.get(day.index) ?? [])];
    }
  }

  #dayOf(at: number): Day {
    const { days } = this.#stage;
    const found = days[days.filter(({ midnight }) => midnight <= at).length - 1];
    if (!found) throw new Error('An act before the first day');
    return found;
  }

  #told({ kind, acts, note, needsDaysBefore, isAboutOperator }: Plant): Planted {
    const { seed, today } = this.#stage;
    const [first] = acts;
    if (!first) throw new Error('Nothing was planted');
    const at = Math.min(...acts.map((act) => act.at));
    const idsOf = (act: Act): readonly string[] => {
      if (act.kind === 'pass' && act.where === 'desk') return [passIntentId(seed, act.number)];
      if (act.kind === 'grant' && act.where === 'desk') return [grantIntentId(seed, act.number)];
      return act.kind === 'pass' || act.kind === 'grant' ? auditsOf(this.#directory, seed, act).filter((audit) => !audit.activityDisplayName.startsWith('User ')).map(({ id }) => id) : [];
    };
    return {
      kind,
      personId: !isAboutOperator && (first.kind === 'pass' || first.kind === 'grant') ? first.person.id : null,
      operatorId: first.operator.id,
      at: isoOf(at),
      actIds: acts.flatMap(idsOf),
      note,
      isServed: at - needsDaysBefore * DAY_MS >= today.getTime() - SERVED_DAYS * DAY_MS,
    };
  }
}
