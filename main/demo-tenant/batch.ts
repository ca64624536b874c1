/**
 * `$batch`: up to 20 requests in one, answered in no particular order, each with its own status.
 *
 * Source: Graph, "Combine multiple requests in one HTTP call". A malformed batch is refused as a whole; the failure of
 * one item is that item's own, and 424 for those that depend on it.
 */
import { randomInt } from 'node:crypto';
import { type Identity, payloadOf } from './envelope';
import { type Delivery, worstOf } from './fault-effects';
import { type GraphResponse, isRecord, Refusal } from './protocol';
import type { Answer, Incoming, Service } from './service';

const MOST = 20;
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const WRITES_WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

type Item = {
  readonly id: string;
  readonly method: string;
  readonly target: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
};

const malformed = (message = 'Invalid batch payload format.'): Refusal => new Refusal(400, 'BadRequest', message);

function readItem(raw: unknown): Item {
  if (!isRecord(raw)) throw malformed();
  const { id, method, url, headers = {}, body, dependsOn = [] } = raw;
  if (typeof id !== 'string' || id === '' || typeof method !== 'string' || typeof url !== 'string' || !isRecord(headers)) throw malformed();
  if (!Array.isArray(dependsOn) || !dependsOn.every((other) => typeof other === 'string')) throw malformed();
  const verb = method.toUpperCase();
  if (!METHODS.has(verb)) throw malformed(`Unsupported HTTP method '${method}' in request '${id}'.`);
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//')) throw malformed(`The url of request '${id}' must be relative.`);
  const own = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  if (WRITES_WITH_BODY.has(verb) && (body === undefined || !own.has('content-type'))) throw malformed(`Write request id : ${id} does not contain Content-Type header or body.`);
  const target = url.startsWith('/') ? url : `/${url}`;
  if (/^\/\$batch\b/.test(target)) throw malformed('A batch may not contain another batch.');
  return { id, method: verb, target, headers: own, body, dependsOn };
}

function readItems(body: unknown): readonly Item[] {
  const requests = isRecord(body) ? body.requests : undefined;
  if (!Array.isArray(requests) || requests.length === 0) throw malformed();
  if (requests.length > MOST) throw malformed(`Number of batch request steps exceeds the maximum value of ${MOST}.`);
  const items = requests.map(readItem);
  const ids = new Set(items.map((item) => item.id));
  if (ids.size !== items.length) throw malformed('Request Id values must be unique.');
  for (const item of items) if (item.dependsOn.some((other) => other === item.id || !ids.has(other))) throw malformed(`Request '${item.id}' depends on a request that is not there.`);
  checkCycles(items);
  return items;
}

function checkCycles(items: readonly Item[]): void {
  const done = new Set<string>();
  for (;;) {
    const ready = items.filter((item) => !done.has(item.id) && item.dependsOn.every((other) => done.has(other)));
    if (ready.length === 0) break;
    for (const item of ready) done.add(item.id);
  }
  if (done.size !== items.length) throw malformed('Requests depend on each other in a circle.');
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    const [a, b] = [copy[i], copy[j]];
    if (a !== undefined && b !== undefined) [copy[i], copy[j]] = [b, a];
  }
  return copy;
}

function writeAnswer(id: string, { status, headers = {}, body }: GraphResponse): Readonly<Record<string, unknown>> {
  const payload = payloadOf(body);
  return {
    id,
    status,
    headers: { 'Cache-Control': 'no-cache', ...(payload ? { 'Content-Type': payload.type } : {}), ...headers },
    ...(payload ? { body } : {}),
  };
}

export type BatchAnswer = {
  readonly response: GraphResponse;
  /** A cut that hits an item cuts the connection they all share. */
  readonly delivery: Delivery;
  readonly onHeld: Answer['onHeld'];
};

export async function answerBatch(service: Service, outer: Incoming, { requestId }: Identity): Promise<BatchAnswer> {
  const items = readItems(outer.body);
  const answers = new Map<string, Promise<Answer>>();
  const failedDependency = new Refusal(424, 'FailedDependency', 'A request this one depends on has failed.');

  const run = async (item: Item): Promise<Answer> => {
    const before = await Promise.all(item.dependsOn.map((other) => start(other)));
    const incoming: Incoming = { ...outer, method: item.method, target: item.target, body: item.body, headers: headersOf(outer, item), batchRequestId: requestId };
    const isStopped = before.some(({ response }) => response.status >= 400);
    return isStopped ? service.refuse(incoming, failedDependency) : service.answer(incoming);
  };
  const start = (id: string): Promise<Answer> => {
    const known = answers.get(id);
    if (known) return known;
    const item = items.find((other) => other.id === id);
    if (!item) return Promise.reject(new Error(`No item ${id}`));
    const answer = run(item);
    answers.set(id, answer);
    return answer;
  };

  // Both the order of work and the order of answers are left to chance: callers must go by id.
  await Promise.all(shuffled(items).map((item) => start(item.id)));
  const done = await Promise.all(shuffled(items).map(async ({ id }) => ({ id, answer: await start(id) })));
  return {
    response: { status: 200, body: { responses: done.map(({ id, answer }) => writeAnswer(id, answer.response)) } },
    delivery: worstOf(done.map(({ answer }) => answer.delivery)),
    onHeld: done.flatMap(({ answer }) => answer.onHeld),
  };
}

/** An item has its own headers; of the batch it only shares the id for support. */
function headersOf(outer: Incoming, item: Item): ReadonlyMap<string, string> {
  const shared = outer.headers.get('client-request-id');
  return shared === undefined || item.headers.has('client-request-id') ? item.headers : new Map([...item.headers, ['client-request-id', shared]]);
}
