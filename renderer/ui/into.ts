import type { RefCallback, RefObject } from 'react';

/**
 * A ref object as a callback. Fluent's types work out the element of a `ref` in a way that ends at `never` under
 * `exactOptionalPropertyTypes`, and then accept callbacks only.
 */
export function into<T>(ref: RefObject<T | null>): RefCallback<T> {
  return (element) => {
    ref.current = element;
  };
}
