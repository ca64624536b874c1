import { useEffect, useState } from 'react';

/** The desk's clock as state, ticking for as long as the component is there. */
export function useNow(everyMilliseconds = 1000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
