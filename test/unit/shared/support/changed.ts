import fc from 'fast-check';

export type Parts<T> = { readonly [K in keyof T]?: fc.Arbitrary<Exclude<T[K], undefined>> };

/** The base with up to `maximum` of its parts changed, each to anything of its kind. Cheaper than generating every part, and most cases stay close to the base. */
export function changed<T extends object>(base: T, parts: Parts<T>, maximum: number): fc.Arbitrary<T> {
  const one = Object.entries(parts as Readonly<Record<string, fc.Arbitrary<unknown>>>).map(([key, values]) => values.map((value) => ({ [key]: value })));
  return fc.array(fc.oneof(...one), { maxLength: maximum }).map((changes) => Object.assign({}, base, ...changes) as T);
}
