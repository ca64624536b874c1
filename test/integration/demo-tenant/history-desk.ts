/** A tenant with a history, and questions to it. */
import { createHash } from 'node:crypto';
import type { DemoTenant, DemoTenantOptions, DeskLine, DirectoryAudit, HistoryOptions } from '../../../main/demo-tenant';
import { clockAt, type Desk, given } from './client';

/** A Wednesday morning. */
export const NOW = '2026-03-04T09:30:00.000Z';
const READER = ['Authentication Administrator', 'Reports Reader'] as const;

export const historyDesk = (history: HistoryOptions, more: DemoTenantOptions = {}): Promise<Desk> => given({ people: 600, now: clockAt(NOW).now, operatorRole: READER, history, ...more });

export function digestOf(items: Iterable<unknown>): string {
  const hash = createHash('sha256');
  for (const item of items) hash.update(`${JSON.stringify(item)}\n`);
  return hash.digest('hex');
}

export const madeIn = (lines: Iterable<DeskLine>): readonly DeskLine[] => [...lines].filter(({ action, phase, result }) => action === 'pass.issue' && phase === 'outcome' && result === 'succeeded');
export const isPassMade = ({ resultReason }: DirectoryAudit): boolean => resultReason === 'Admin registered temporary access pass method for user';
export const subjectOf = ({ targetResources }: DirectoryAudit): unknown => targetResources.find(({ type }) => type === 'User')?.id;
export const ms = (instant: unknown): number => Date.parse(String(instant));

/** The most of the instants that fall within so many ms. */
export function densest(instants: readonly number[], windowMs: number): number {
  const sorted = [...instants].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  sorted.forEach((at, n) => {
    while ((sorted[first] ?? at) <= at - windowMs) first += 1;
    most = Math.max(most, n - first + 1);
  });
  return most;
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Usual sign-ins of a person in the 30 days before, successful ones alone. */
export function usualBefore(signIns: ReadonlyMap<string, ReturnType<DemoTenant['allSignIns']> extends Iterable<infer R> ? readonly R[] : never>, personId: string, at: number) {
  return (signIns.get(personId) ?? []).filter(({ createdDateTime, status }) => status.errorCode === 0 && ms(createdDateTime) < at && ms(createdDateTime) >= at - 30 * 86_400_000);
}
