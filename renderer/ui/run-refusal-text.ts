import type { AppErrorOf } from '../../shared/errors';
import { assertNever } from '../../shared/result';

type Words = { readonly title: string; readonly happened: string; readonly next: string };

/** The size alone is why; said before a dry run as well as by the main process. */
export function tooLargeText(maximum: number): Words {
  return {
    title: 'Too many people for one run',
    happened: `The desk policy wants a second person’s approval for more than ${maximum} people at once, and Tapdesk has no approvals yet.`,
    next: 'Choose fewer people, then the rest in another run, or have an administrator change the desk policy.',
  };
}

/** Why a run was not planned, begun or changed, and what to do. */
export function runRefusal({ reason, maximum }: AppErrorOf<'run-refused'>): Words {
  switch (reason) {
    case 'too-large':
      return maximum === undefined
        ? { ...tooLargeText(0), happened: 'The desk policy wants a second person’s approval for so many people at once, and Tapdesk has no approvals yet.' }
        : tooLargeText(maximum);
    case 'nobody':
      return { title: 'Nobody is left', happened: 'Everybody in the list is left out by the dry run, or by a question that was not answered.', next: 'Look at the reasons, answer the questions, or choose other people.' };
    case 'plan-old':
      return { title: 'The dry run is too old', happened: 'What was read for it, and the verification, have aged. Nothing was sent.', next: 'Make a new dry run, and look at it again.' };
    case 'gone':
      return { title: 'That run is not there any more', happened: 'Tapdesk holds no such dry run or run. Nothing was sent.', next: 'Make a new dry run, or look at the present run.' };
    case 'another-runs':
      return { title: 'Another run is not over yet', happened: 'A desk does one run at a time. Nothing was sent.', next: 'Show that run, and wait for it, or cancel it.' };
    case 'not-yours':
      return { title: 'Somebody else began that run', happened: 'What was verified and decided for it holds for whoever began it. Nothing was sent.', next: 'Let them go on with it, or cancel it and begin one of your own for whoever is left.' };
    case 'too-long-ago':
      return { title: 'That run was begun too long ago', happened: 'What was decided then does not hold any more, so nothing more is done for it.', next: 'Cancel it, and begin a new one for whoever is left.' };
    case 'not-paused':
      return { title: 'The run is not paused', happened: 'It goes on, or has ended already.', next: 'Look at its state. Nothing has to be resumed.' };
    case 'not-running':
      return { title: 'The run does not go on', happened: 'It is paused, or has ended already.', next: 'Look at its state, and resume it if it is paused.' };
    default:
      return assertNever(reason);
  }
}
