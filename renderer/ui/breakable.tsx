import { Fragment } from 'react';

/** An address that may be broken after its dots and its @, and so is not broken inside a word. @param text - Passed through `displayText` already. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?<=[@.])/u).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
