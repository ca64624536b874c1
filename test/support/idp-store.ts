/** Where one test provider keeps its sessions, codes and tokens: in memory, apart from any other's. Nothing is ever tidied up. */

type Payload = Record<string, unknown> & { grantId?: string; uid?: string; consumed?: number };
type Entry = { readonly model: string; readonly payload: Payload; readonly endsAt: number };

/** The adapter interface of `oidc-provider`: one object for each kind of thing it keeps. */
export function createIdpStore(): (model: string) => unknown {
  const entries = new Map<string, Entry>();
  const live = (entry: Entry | undefined) => (entry && entry.endsAt > Date.now() ? entry.payload : undefined);

  return (model) => ({
    upsert: async (id: string, payload: Payload, expiresInSeconds?: number) => {
      entries.set(`${model}:${id}`, { model, payload, endsAt: expiresInSeconds === undefined ? Infinity : Date.now() + expiresInSeconds * 1000 });
    },
    find: async (id: string) => live(entries.get(`${model}:${id}`)),
    findByUid: async (uid: string) => live([...entries.values()].find((entry) => entry.model === model && entry.payload.uid === uid)),
    findByUserCode: async () => undefined,
    destroy: async (id: string) => void entries.delete(`${model}:${id}`),
    consume: async (id: string) => {
      const payload = live(entries.get(`${model}:${id}`));
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    revokeByGrantId: async (grantId: string) => {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
    },
  });
}
