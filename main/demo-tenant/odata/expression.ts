/**
 * The tree a `$filter` is parsed into. Paths are kept as written, `initiatedBy/user/id`; inside `any` they begin with
 * the variable.
 */
export type Literal =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'instant'; readonly value: string }
  | { readonly type: 'guid'; readonly value: string }
  | { readonly type: 'null'; readonly value: null };

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type StringTest = 'startswith' | 'endswith';

export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'compare'; readonly path: string; readonly operator: Comparison; readonly literal: Literal }
  | { readonly kind: 'in'; readonly path: string; readonly literals: readonly Literal[] }
  | { readonly kind: 'test'; readonly path: string; readonly test: StringTest; readonly text: string }
  | { readonly kind: 'any'; readonly path: string; readonly variable: string; readonly body: Expression };
