/** The bulk port: directory and passes over a Graph in the background, and the reads of many at once. */
import type { Bulk } from '../../ports/bulk';
import { inBackground } from './background';
import type { Graph } from './client';
import { lastLook } from './last-look';
import { manyFacts } from './many-facts';
import { createPasses } from './passes';
import { createDirectory } from './people';

export function createBulk(graph: Graph): Bulk {
  const background = inBackground(graph);
  return {
    directory: createDirectory(background),
    passes: createPasses(background),
    manyFacts: (operatorId, sinceDays, signal) => manyFacts(inBackground(graph, signal), operatorId, sinceDays),
    lastLook: (personIds) => lastLook(background, personIds),
    pace: () => graph.pace.reading(),
  };
}
