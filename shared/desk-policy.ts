/**
 * The desk policy: the file in which an organisation says where its tenant is and, later, what this desk may do.
 * Versioned; unknown keys are refused, because a misspelt limit that is silently ignored is no limit.
 */
import { z } from 'zod';

const httpsOrigin = z.url({ protocol: /^https$/, error: 'must be an https:// address' });

export const CloudSetting = z.union(
  [
    z.enum(['global', 'usgov-l4', 'usgov-l5', 'china']),
    z.strictObject({
      /** `https://host/TENANT`: exactly one path segment, as every Entra authority has. */
      authority: httpsOrigin.refine((value) => new URL(value).pathname.split('/').filter(Boolean).length === 1, {
        error: 'must be https://host/TENANT',
      }),
      /** `https://host`, without a version: the app adds `/v1.0`. */
      graph: httpsOrigin.refine((value) => new URL(value).pathname === '/', { error: 'must be https://host without a path or version' }),
    }),
  ],
  { error: 'must be "global", "usgov-l4", "usgov-l5", "china" or { "authority": …, "graph": … }' },
);
export type CloudSetting = z.output<typeof CloudSetting>;

export const DeskPolicy = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  tenantId: z.guid(),
  clientId: z.guid(),
  cloud: CloudSetting,
});
export type DeskPolicy = z.output<typeof DeskPolicy>;
