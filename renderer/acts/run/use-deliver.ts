import { useState } from 'react';
import type { Output } from '../../../shared/ipc/contract';
import type { AppError } from '../../../shared/errors';
import { useMethod } from '../../bridge/use-method';
import { useAnnounce } from '../../ui/live';
import { passcodes, people } from './run-words';

export type SlipLayout = 'page-per-person' | 'sheet-per-manager';
export type Sealed = Output<'runs.seal'>;

export type DeliverDesk = {
  readonly isBusy: boolean;
  readonly error: AppError | null;
  /** What the last way came to, in words; empty before. */
  readonly done: string;
  readonly print: (personIds: readonly string[], layout: SlipLayout) => void;
  readonly seal: (personIds: readonly string[], layout: SlipLayout) => void;
  readonly mail: (personIds: readonly string[]) => void;
  readonly giveUp: (personIds: readonly string[]) => void;
};

/** The ways in which many passcodes leave the desk at once. One at a time; each says what it came to. */
export function useDeliver(runId: string, onSealed: (sealed: Sealed) => void): DeliverDesk {
  const announce = useAnnounce();
  const [done, setDone] = useState('');
  const print = useMethod('runs.print');
  const seal = useMethod('runs.seal');
  const mail = useMethod('runs.mail');
  const giveUp = useMethod('runs.give-up');
  const ways = [print, seal, mail, giveUp];
  const isBusy = ways.some(({ isPending }) => isPending);

  const begin = () => {
    for (const way of ways) way.reset();
    setDone('');
  };
  const tellDone = (words: string) => {
    setDone(words);
    announce(words);
  };
  return {
    isBusy,
    error: ways.map(({ error }) => error).find((error) => error !== null && error.kind !== 'cancelled') ?? null,
    done,
    print: (personIds, layout) => {
      begin();
      print.send({ runId, personIds: [...personIds], layout }, ({ printed }) => tellDone(`${passcodes(printed)} went to the print system.`));
    },
    seal: (personIds, layout) => {
      begin();
      seal.send({ runId, personIds: [...personIds], layout }, onSealed, (error) => error.kind === 'cancelled' && tellDone('No file was written: no place was chosen.'));
    },
    mail: (personIds) => {
      begin();
      mail.send({ runId, personIds: [...personIds] }, (sent) => tellDone(mailText(sent)));
    },
    giveUp: (personIds) => {
      begin();
      giveUp.send({ runId, personIds: [...personIds] }, (ended) => tellDone(givenUpText(ended)));
    },
  };
}

function mailText({ mails, people: count, failed }: Output<'runs.mail'>): string {
  const sent = `${mails} ${mails === 1 ? 'mail' : 'mails'} with the passcodes of ${people(count)} accepted. Accepted is not delivered: ask the managers.`;
  return failed === 0 ? sent : `${sent} ${people(failed)} could not be mailed: the reason stands in each row.`;
}

function givenUpText({ revoked, stillLive }: Output<'runs.give-up'>): string {
  const gone = `${revoked} ${revoked === 1 ? 'pass' : 'passes'} revoked.`;
  return stillLive === 0 ? gone : `${gone} ${stillLive} could not be revoked yet; Tapdesk keeps trying while it is open.`;
}
