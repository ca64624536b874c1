/** What the journal's worker can be asked. */
import type { Journal } from '../../ports/journal';
import type { CallOf, MethodsOf } from '../../sqlite/calls';

export const METHODS: MethodsOf<Journal> = {
  append: true, appendAll: true, keep: true, kept: true, page: true, unsettled: true, openActs: true, recent: true, ticketOf: true,
  neverShown: true, after: true, head: true, verify: true, pin: true, close: true,
};

export type Request = CallOf<Journal>;
