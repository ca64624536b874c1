import { type ComponentType, lazy } from 'react';

const waiting: (() => Promise<unknown>)[] = [];

/**
 * A component outside of the first chunk. It is fetched when first shown, or by {@link preloadLazily} before that.
 * zod is set up first: the schemas in `shared` are built when their modules are evaluated.
 */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>) {
  let loading: Promise<{ readonly default: ComponentType<P> }> | undefined;
  const once = () => (loading ??= import('../bridge/zod-without-eval').then(load).then((component) => ({ default: component })));
  waiting.push(once);
  return lazy(once);
}

/** Fetches every lazy component in turn, so that none is waited for when it is needed. */
export async function preloadLazily(): Promise<void> {
  for (const load of waiting) await load();
}
