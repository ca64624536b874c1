import { useEffect, useRef, useState } from 'react';
import { useStable } from '../../ui/use-stable';

export type Typed = {
  readonly text: string;
  readonly type: (text: string) => void;
  /** What was typed holds at once. */
  readonly settle: () => void;
  /** What was typed and has not settled is dropped: the value comes from elsewhere now. */
  readonly drop: () => void;
};

/** A text of somebody else's that is typed here, and told once the keys rest. @param restMilliseconds - Never changes. */
export function useTyped(value: string, onSettled: (text: string) => void, restMilliseconds: number): Typed {
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const tell = useStable(onSettled);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (value !== seen) {
    setSeen(value);
    // Blanks at the ends are left as they are typed.
    if (typed !== null && typed.trim() !== value) setTyped(null);
  }

  const text = typed ?? value;
  return {
    text,
    type: (next) => {
      setTyped(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => tell(next.trim()), restMilliseconds);
    },
    settle: () => {
      clearTimeout(timer.current);
      tell(text.trim());
    },
    drop: () => {
      clearTimeout(timer.current);
      setTyped(null);
    },
  };
}
