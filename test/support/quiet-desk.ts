/** What a desk without a window is given for everything that only a window shows, and for reports that nobody makes there. */
import path from 'node:path';
import type { DeskParts } from '../../main/compose-desk';

const nothing = (): undefined => undefined;

export const quietTell: DeskParts['tell'] = {
  grantsChanged: nothing, noticesChanged: nothing, remind: nothing, planning: nothing, runChanged: nothing, alert: nothing, historyChanged: nothing, exporting: nothing,
};

type Quiet = Pick<DeskParts, 'historyWorkerFile' | 'owner' | 'timeZone' | 'reporter' | 'fingerprint' | 'temporary'>;

/** @param workerFile - The journal's; the history's lies beside it. */
export function quietParts(workerFile: string): Quiet {
  return {
    historyWorkerFile: path.join(path.dirname(workerFile), 'history.cjs'),
    owner: { host: 'test', user: 'desk' },
    timeZone: 'UTC',
    reporter: () => Promise.reject(new Error('nothing is exported here')),
    fingerprint: async () => null,
    temporary: path.join(path.dirname(workerFile), 'opened'),
  };
}

/** For a run in which no passcode leaves the desk that way. */
export const noPrinter: DeskParts['printer'] = { print: () => Promise.reject(new Error('nothing is printed here')) };
export const noSealedPdf: DeskParts['sealedPdf'] = { newKey: () => '', make: () => Promise.reject(new Error('nothing is sealed here')), save: () => Promise.reject(new Error('nothing is sealed here')) };
export const noClipboard: DeskParts['clipboard'] = { copy: () => Promise.reject(new Error('nothing is copied here')), clear: async () => undefined };
