/** Names of people who are known by id alone. An id stays where nobody of it can be read: an application, or somebody deleted. */
import { z } from 'zod';
import { NO_ANSWER } from './call';
import type { Graph } from './client';
import { chunksOf, VALUES_MAXIMUM } from './contractors-sources';
import { queryString, stringLiteral } from './odata';
import { parse } from './parse';
import { text } from './person-row';
import { readAll } from './pim-batches';

const Named = z.object({ value: z.array(z.object({ id: z.string(), displayName: text })) });

/** @returns the name of an id; the id itself where there is none. */
export async function displayNames(graph: Graph, ids: readonly string[]): Promise<(id: string) => string> {
  const chunks = chunksOf([...new Set(ids.map((id) => id.toLowerCase()))], VALUES_MAXIMUM);
  if (chunks.length === 0) return (id) => id;
  const sent = await readAll(graph, chunks.map((chunk, n) => [String(n), { path: `/users${queryString({ $filter: `id in (${chunk.map(stringLiteral).join(',')})`, $select: 'id,displayName' })}` }]));
  const names = new Map<string, string>();
  chunks.forEach((_, n) => {
    const people = sent.ok ? parse(sent.value[String(n)] ?? NO_ANSWER, Named, { feature: 'people', what: 'person', effect: 'read' }) : sent;
    if (people.ok) for (const { id, displayName } of people.value.value) if (displayName) names.set(id.toLowerCase(), displayName);
  });
  return (id) => names.get(id.toLowerCase()) ?? id;
}
