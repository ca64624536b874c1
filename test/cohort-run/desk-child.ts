/**
 * One desk in a process of its own, so that it can be killed, with encryption of PDFs. Only the waiting is shorter, and no
 * Electron is around it: slips are drawn by a library in place of a page. The counting program plays the window, by the
 * methods that the window calls.
 */
import path from 'node:path';
import { encryptPdfs } from '../../main/adapters/delivery/encrypt-pdfs';
import { newPdfKey } from '../../main/adapters/delivery/pdf-key';
import { slipSheets } from '../../main/adapters/delivery/slip-pages';
import { saveSealed } from '../../main/adapters/reports/sealed-file';
import { openDesk } from '../../main/compose-desk';
import { ok } from '../../shared/result';
import { hostDesk, realParts } from '../support/desk-host';
import { readSetup } from '../support/desk-messages';
import { obey, tellOwn } from '../support/desk-program';
import { noClipboard } from '../support/quiet-desk';
import { cohortPolicy } from './cohort-policy';
import { drawnSlips } from './drawn-slips';
import { planted } from './plants';
import type { Paper, Setup } from './protocol';

const setup = readSetup() as Setup;
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds / setup.pace));
let sealed = 0;

obey(
  hostDesk(
    setup,
    () =>
      planted(
        openDesk({
          ...realParts(setup, cohortPolicy(path.join(setup.folder, 'desk.json'))),
          printer: {
            print: async (slips) => {
              await tellOwn(slips.map(({ userPrincipalName, passcode }) => ({ userPrincipalName, passcode })) satisfies readonly Paper[]);
              return ok(null);
            },
          },
          sealedPdf: { newKey: newPdfKey, make: async (slips, layout, key) => ok(await encryptPdfs([await drawnSlips(slipSheets(slips, layout))], key)), save: saveSealed },
          clipboard: noClipboard,
          pace: { wait, timeLimitMs: setup.timeLimitMs },
        }),
        setup.plant,
      ),
    async () => path.join(setup.folder, `slips-${process.pid}-${(sealed += 1)}.pdf`),
  ),
);
