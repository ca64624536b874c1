/** What a desk without a window is given for everything that only a window shows, and for reports that nobody makes there. */
import os from 'node:os';
import path from 'node:path';
import type { DeskParts } from '../../main/compose-desk';

const nothing = (): undefined => undefined;

export const quietTell: DeskParts['tell'] = {
  grantsChanged: nothing, noticesChanged: nothing, remind: nothing, planning: nothing, runChanged: nothing, alert: nothing, historyChanged: nothing, exporting: nothing,
};

type Quiet = Pick<DeskParts, 'historyWorkerFile' | 'deskName' | 'timeZone' | 'reporter' | 'fingerprint' | 'temporary'>;

/** @param workerFile - The journal's; the history's lies beside it. */
export function quietParts(workerFile: string): Quiet {
  return {
    historyWorkerFile: path.join(path.dirname(workerFile), 'history.cjs'),
    deskName: 'test-desk',
    timeZone: 'UTC',
    reporter: () => Promise.reject(new Error('nothing is exported here')),
    fingerprint: async () => null,
    temporary: os.tmpdir(),
  };
}
