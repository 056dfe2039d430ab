import { uptime } from "node:os";

/** How often it is asked whether the machine has slept. */
const LOOK_MS = 1000;
/** The system counts in seconds: less is no sleep. */
const LEAST_MS = 2000;

/**
 * A clock that only goes forward, and counts sleep: a laptop that was closed at noon and opened in the evening must not take it for noon. Node's own
 * stands still on Linux and macOS while the machine sleeps; the time since its start, which the system tells, does not.
 * @param awakeMs a clock that only goes forward, in milliseconds
 * @param upSeconds since the machine was started, sleep included
 * @returns milliseconds since some moment; it knows of a sleep within a second of its end
 */
export function sleepClock(awakeMs: () => number = () => performance.now(), upSeconds = uptime): () => number {
  const before = upSeconds() * 1000 - awakeMs();
  let sleptMs = 0;
  let lookedMs = awakeMs();
  return () => {
    const now = awakeMs();
    if (now - lookedMs >= LOOK_MS) {
      lookedMs = now;
      const slept = upSeconds() * 1000 - now - before;
      if (slept - sleptMs >= LEAST_MS) sleptMs = slept;
    }
    return now + sleptMs;
  };
}
