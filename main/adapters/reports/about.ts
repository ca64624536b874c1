/** What stands on a report's cover, in words: the same in XLSX and PDF. */
import type { ReportHead } from '../../ports/reports';

/** @param digest - See {@link RowsDigest}. */
export function aboutRows(head: ReportHead, rows: number, digest: string): readonly (readonly [what: string, value: string])[] {
  return [
    ['Made', head.madeAt],
    ['Made by', `${head.operator.displayName} (${head.operator.userPrincipalName})`],
    ['Tenant', head.tenant.kind === 'demo' ? `${head.tenant.id}: the demo tenant, nobody real` : head.tenant.id],
    ['Filter', head.filterText || 'Everything'],
    ['Time zone of the desk', head.timeZone],
    ['Lines', String(rows)],
    ['SHA-256 of the lines', digest],
    ['Head of the journal', `entry ${head.head.seq}, ${head.head.hash}`],
    ['Anchored', head.anchoredSeq === null ? 'No head noted off this machine was compared' : `A head noted off this machine agrees up to entry ${head.anchoredSeq}`],
    ...head.gaps.map((gap) => ['Not known', gap] as const),
  ];
}
