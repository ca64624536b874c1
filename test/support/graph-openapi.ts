/**
 * Microsoft's own OpenAPI description of Graph v1.0, cut to what the app uses, as a judge of requests and responses.
 *
 * The description lies beside the checkout (`../shared/graph/openapi`), not in it; where it is absent `graphOpenApi`
 * gives null, and what needs it must be skipped with a word. It knows no `$batch` and no `/me`; actions stand in it with
 * their namespace, and their parameters with a capital, which Microsoft's own examples do without. What the slices were cut
 * too small for stands in {@link UNDESCRIBED}. Beyond the schemas it is also asked whether a property is declared at all: the schemas let any pass.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OpenAPIValidator } from 'openapi-backend';
import { parse } from 'yaml';

export type JudgedRequest = {
  readonly method: string;
  /** With or without `/v1.0`, with or without a query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};
export type JudgedResponse = { readonly method: string; readonly path: string; readonly status: number; readonly body: unknown };

export type GraphOpenApi = {
  /** @returns What is wrong, in words; empty when nothing is. */
  validateRequest(request: JudgedRequest): readonly string[];
  validateResponse(response: JudgedResponse): readonly string[];
};

/** `x-pruned-…` names what the slices left out of a type; it exists all the same. */
type Schema = { readonly 'x-pruned-navigation-properties'?: readonly string[]; readonly $ref?: string; readonly allOf?: readonly Schema[]; readonly anyOf?: readonly Schema[]; readonly oneOf?: readonly Schema[]; readonly properties?: Readonly<Record<string, Schema>>; readonly items?: Schema };
type Definition = ConstructorParameters<typeof OpenAPIValidator>[0]['definition'];
type Slice = { readonly validator: OpenAPIValidator; readonly schemas: Readonly<Record<string, Schema>> };

const FOLDER = fileURLToPath(new URL('../../../shared/graph/openapi', import.meta.url));
const ACTIONS = /\/(revokeSignInSessions|sendMail|cancel|filterByCurrentUser|changePassword|assignLicense)(?=$|\()/;
/** Query options every collection takes, though the description does not list them. */
const PAGING = new Set(['$skiptoken']);

/** Documented requests of the app that the slices do not describe, each with the reason why that says nothing against it. */
export const UNDESCRIBED: readonly { readonly path: RegExp; readonly because: string }[] = [
  {
    path: /\/users\/[^/]+\/ownedObjects\/microsoft\.graph\.group\?/,
    because: 'the slice of users was cut without ownedObjects; Graph v1.0 documents "List ownedObjects", and a cast to one type as for every list of directory objects',
  },
];

let known: GraphOpenApi | null | undefined;

export function graphOpenApi(): GraphOpenApi | null {
  known ??= existsSync(FOLDER) ? judge(readSlices()) : null;
  return known;
}

/** Everything that is wrong with these requests, in words. What the slices cannot judge is said aloud and passes. */
export function problemsOf(judge: GraphOpenApi, requests: readonly JudgedRequest[]): readonly string[] {
  const isUndescribed = ({ path }: JudgedRequest) => UNDESCRIBED.some((each) => each.path.test(path));
  for (const { path, because } of UNDESCRIBED) {
    const count = requests.filter((request) => path.test(request.path)).length;
    if (count > 0) console.warn(`NOT JUDGED: ${count} request(s) like ${path.source}: ${because}`);
  }
  return requests.filter((request) => !isUndescribed(request)).flatMap((request) => judge.validateRequest(request).map((problem) => `${request.method} ${request.path}: ${problem}`));
}

/** Where the schemas of a slice are known to the validator. */
const SCHEMAS = 'graph';

function readSlices(): readonly Slice[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const raw = parse(readFileSync(join(FOLDER, name), 'utf8')) as Definition;
      const definition = settled(raw, raw) as Definition & { readonly components: { readonly schemas: Readonly<Record<string, Schema>> } };
      const { schemas } = definition.components;
      const validator = new OpenAPIValidator({
        definition,
        lazyCompileValidators: true,
        ajvOpts: { strict: false, validateFormats: false },
        customizeAjv: (ajv) => {
          ajv.addSchema({ $id: SCHEMAS, components: { schemas } });
          return ajv;
        },
      });
      return { validator, schemas };
    });
}

/**
 * References to parameters, responses and bodies are put in place; those to schemas, which go in circles, point to the
 * one copy every validator is given. `nullable` without a type, which JSON Schema has no word for, becomes a choice.
 */
function settled(value: unknown, root: Definition): unknown {
  if (Array.isArray(value)) return value.map((item) => settled(item, root));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof $ref === 'string') {
    if ($ref.startsWith('#/components/schemas/')) return { $ref: `${SCHEMAS}${$ref}` };
    return settled($ref.split('/').slice(1).reduce<unknown>((at, step) => (at as Readonly<Record<string, unknown>>)[step], root), root);
  }
  const own = Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, settled(inner, root)]));
  if (own.nullable !== true || own.type !== undefined) return own;
  const choice = Object.fromEntries(Object.entries(own).filter(([name]) => name !== 'nullable'));
  return { anyOf: [choice, { type: 'null' }] };
}

/** The path as the description has it. */
function canonical(path: string): { readonly path: string; readonly query: string } {
  const [raw = '', query = ''] = path.split('?');
  const bare = raw.replace(/^\/(v1\.0|beta)(?=\/)/, '').replace(/^\/me(?=\/|$)/, '/users/me');
  return { path: bare.replace(ACTIONS, '/microsoft.graph.$1'), query };
}

function judge(slices: readonly Slice[]): GraphOpenApi {
  const find = (method: string, path: string) => {
    for (const slice of slices) {
      const operation = slice.validator.router.matchOperation({ method, path, headers: {} });
      if (operation) return { ...slice, operation };
    }
    return undefined;
  };
  const silent = (method: string, path: string): readonly string[] => [`${method} ${path} is not in the description`];

  return {
    validateRequest: ({ method, path: given, headers = {}, query: more = {}, body: sent }) => {
      const { path, query: inPath } = canonical(given);
      const found = find(method, path);
      if (!found) return silent(method, path);
      const { validator, schemas, operation } = found;
      const body = ACTIONS.test(given) ? withDeclaredNames(sent, bodySchema(operation.requestBody)) : sent;
      const query = { ...Object.fromEntries(new URLSearchParams(inPath)), ...more };
      const declared = new Map((operation.parameters ?? []).flatMap((parameter) => ('name' in parameter ? [[parameter.name, typeOf(parameter.schema)] as const] : [])));
      const unknown = Object.keys(query).filter((name) => !declared.has(name) && !PAGING.has(name)).map((name) => `query option ${name} is not declared`);
      // The validator reads text as JSON and lists where it can (a quoted $search, a filter with commas); text is always text.
      const checked = Object.fromEntries(Object.entries(query).filter(([name]) => declared.has(name) && declared.get(name) !== 'string').map(([name, value]) => [name, typed(value, declared.get(name))]));
      const result = validator.validateRequest({ method, path, query: checked as Record<string, string>, headers: { ...headers }, ...(body === undefined ? {} : { body }) }, operation);
      return [...unknown, ...words(result.errors), ...undeclared(bodySchema(operation.requestBody), body, schemas, 'body')];
    },
    validateResponse: ({ method, path: given, status, body }) => {
      const { path } = canonical(given);
      const found = find(method, path);
      if (!found) return silent(method, path);
      const { validator, schemas, operation } = found;
      if (status === 204) return body === undefined || body === null || body === '' ? [] : ['204 must not have a body'];
      const responses = operation.responses as Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>> | undefined;
      const response = responses?.[String(status)] ?? responses?.[`${String(status)[0] ?? ''}XX`] ?? responses?.default;
      const schema = response?.content?.['application/json']?.schema;
      if (!schema) return typeof body === 'number' || typeof body === 'string' ? [] : [`no schema for ${method} ${path} ${status}`];
      const result = validator.validateResponse(body, operation, status >= 400 ? 500 : status);
      return [...words(result.errors), ...undeclared(schema, body, schemas, 'body')];
    },
  };
}

const typeOf = (schema: unknown): unknown => (schema as { readonly type?: unknown } | undefined)?.type;

function typed(value: string, type: unknown): unknown {
  if (type === 'integer' && /^-?\d+$/.test(value)) return Number(value);
  return type === 'boolean' && (value === 'true' || value === 'false') ? value === 'true' : value;
}

function words(errors: readonly { readonly instancePath: string; readonly message?: string | undefined; readonly params?: unknown }[] | null | undefined): readonly string[] {
  return (errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? 'is not valid'} ${JSON.stringify(error.params)}`);
}

function bodySchema(requestBody: unknown): Schema | undefined {
  return (requestBody as { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> } | undefined)?.content?.['application/json']?.schema;
}

/** Parameters of an action under the names the description has for them. */
function withDeclaredNames(body: unknown, schema: Schema | undefined): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const declared = new Map(Object.keys(schema?.properties ?? {}).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [declared.get(name.toLowerCase()) ?? name, value]));
}

/** Every property a schema declares, those it inherits among them; null when it lets anything be. */
function propertiesOf(schema: Schema, schemas: Readonly<Record<string, Schema>>, depth = 0): Readonly<Record<string, Schema>> | null {
  if (depth > 10) return null;
  if (schema.$ref !== undefined) {
    const target = schemas[schema.$ref.split('/').at(-1) ?? ''];
    return target ? propertiesOf(target, schemas, depth + 1) : null;
  }
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((part) => propertiesOf(part, schemas, depth + 1));
  const found = parts.filter((part) => part !== null);
  if (!schema.properties && found.length === 0) return null;
  const pruned = Object.fromEntries((schema['x-pruned-navigation-properties'] ?? []).map((name) => [name, {}]));
  return Object.assign(pruned, schema.properties, ...found) as Readonly<Record<string, Schema>>;
}

function itemsOf(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema | undefined {
  if (schema.items) return schema.items;
  const target = schema.$ref === undefined ? undefined : schemas[schema.$ref.split('/').at(-1) ?? ''];
  return target ? itemsOf(target, schemas) : schema.allOf?.map((part) => itemsOf(part, schemas)).find((items) => items !== undefined);
}

/** Properties nobody declared, anywhere in the value. An `@odata.type` decides which type an object is held to. */
function undeclared(schema: Schema | undefined, value: unknown, schemas: Readonly<Record<string, Schema>>, at: string): readonly string[] {
  if (Array.isArray(value)) {
    const items = schema && itemsOf(schema, schemas);
    return value.flatMap((item, index) => undeclared(items, item, schemas, `${at}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const record = value as Readonly<Record<string, unknown>>;
  const type = typeof record['@odata.type'] === 'string' ? schemas[record['@odata.type'].replace(/^#/, '')] : undefined;
  const own = type ?? schema;
  const properties = own ? propertiesOf(own, schemas) : null;
  if (!properties) return [];
  return Object.entries(record).flatMap(([name, inner]) => {
    if (name.includes('@odata') || name.startsWith('@microsoft')) return [];
    const declared = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return declared ? undeclared(declared, inner, schemas, `${at}.${name}`) : [`${at}.${name} is not declared`];
  });
}
