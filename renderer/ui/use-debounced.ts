import { useEffect, useState } from 'react';

/** The value once it has stood still for a while, and a way to settle it at once. */
export function useDebounced<T>(value: T, milliseconds: number): readonly [T, (value: T) => void] {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return [settled, setSettled];
}
