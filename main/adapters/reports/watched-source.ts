/** A source that tells how far it is and that can be stopped, so that no writer has to think of either. */
import type { ReportSource } from '../../ports/reports';
import type { AppError } from '../../../shared/errors';

/** Ends the writing; nothing of the file stays. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Carries a failure of what is read out of the writing. */
export class ReadFailed extends Error {
  override readonly name = 'ReadFailed';
  readonly failure: AppError;
  constructor(failure: AppError) {
    super('what the report is made of could not be read');
    this.failure = failure;
  }
}

/** @param onProgress - Lines that were taken, after each page of them. @param isStopped - Asked before and after each page. */
export function watchedSource(source: ReportSource, onProgress: (lines: number) => void, isStopped: () => boolean): ReportSource {
  async function* watch<T>(pages: AsyncIterable<readonly T[]>, tell: (lines: number) => void): AsyncIterable<readonly T[]> {
    let taken = 0;
    for await (const page of pages) {
      if (isStopped()) throw new Stopped();
      yield page;
      taken += page.length;
      tell(taken);
      if (isStopped()) throw new Stopped();
    }
  }
  return {
    count: source.count,
    charts: source.charts,
    lines: () => watch(source.lines(), onProgress),
    lives: () => watch(source.lives(), onProgress),
    segment: () => watch(source.segment(), () => undefined),
  };
}
