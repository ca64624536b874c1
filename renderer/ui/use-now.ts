import { useEffect, useState } from 'react';

/** Milliseconds. */
const STALE_MS = 1000;

/** The desk's clock as state, ticking for as long as the component is there. */
export function useNow(everyMilliseconds = 1000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMilliseconds);
    // A view that was kept while another was shown comes back with the time at which it was left.
    const first = setTimeout(() => setNow((old) => (Date.now() - old.getTime() > STALE_MS ? new Date() : old)));
    return () => {
      clearInterval(timer);
      clearTimeout(first);
    };
  }, [everyMilliseconds]);
  return now;
}
