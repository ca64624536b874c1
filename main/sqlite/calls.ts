/** What the main thread and a worker say to each other about the port that the worker keeps. Both ends are this program, so nothing is validated. */

/** A record, not a list: a method that is missing does not compile. */
export type MethodsOf<Port> = Readonly<Record<keyof Port, true>>;

type ArgsOf<Method> = Method extends (...args: infer Args) => unknown ? Args : never;

/** One call; `id` pairs it with its reply, since replies may overtake one another. */
export type CallOf<Port> = { readonly [M in keyof Port]: { readonly id: number; readonly method: M; readonly args: ArgsOf<Port[M]> } }[keyof Port];

export type Reply = { readonly id: number; readonly value: unknown };

export type WorkerData = { readonly file: string };

export async function replyOf<Port>(port: Port, { id, method, args }: CallOf<Port>): Promise<Reply> {
  // Paired in CallOf, where name and arguments are one type.
  const called = port[method] as (...values: readonly unknown[]) => Promise<unknown>;
  return { id, value: await called(...args) };
}
