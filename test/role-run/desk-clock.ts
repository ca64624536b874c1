/** The desk's side of the shared clock: reckoning it, pausing by it, and standing still while it is moved. */
import { type Moment, nowAt } from './clock';

/** After an answer has come, the desk reads its clock once more to compare it with the tenant's. Milliseconds. */
const SETTLING_MS = 3;

type Pause = { readonly due: number; readonly end: () => void };

export function createDeskClock(pace: number) {
  let moment: Moment = { shown: Date.now(), from: Date.now(), factor: 1 };
  let isHeld = false;
  let onWay = 0;
  let onHeld: (() => void) | null = null;
  const pauses = new Set<Pause>();
  const gates: (() => void)[] = [];
  const now = (): number => nowAt(moment);

  const tellIfStill = (): void => {
    if (!isHeld || onWay > 0) return;
    onHeld?.();
    onHeld = null;
  };

  return {
    now: () => new Date(now()),
    set: (next: Moment): void => {
      moment = next;
      isHeld = false;
      gates.splice(0).forEach((open) => open());
      // Whoever waits for an instant that has passed by now waits no longer.
      for (const pause of pauses) if (pause.due <= now()) pause.end();
    },
    /** @param held - Called once no request is on its way. */
    hold: (held: () => void): void => {
      isHeld = true;
      onHeld = held;
      tellIfStill();
    },
    wait: (milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        const pause: Pause = { due: now() + milliseconds, end: () => { clearTimeout(timer); pauses.delete(pause); resolve(); } };
        const timer = setTimeout(() => pause.end(), milliseconds / pace);
        pauses.add(pause);
      }),
    /** As `fetch`; the whole answer is there when it resolves, so that no answer is half read when the clock is moved. */
    fetch: async (url: string, init: RequestInit): Promise<Response> => {
      while (isHeld) await new Promise<void>((resolve) => void gates.push(resolve));
      onWay += 1;
      try {
        const response = await fetch(url, init);
        const body = await response.arrayBuffer();
        return new Response(body.byteLength === 0 ? null : body, { status: response.status, headers: response.headers });
      } finally {
        setTimeout(() => {
          onWay -= 1;
          tellIfStill();
        }, SETTLING_MS);
      }
    },
  };
}
