const FIRST_MS = 2000;
const LAST_MS = 120_000;

/**
 * When to try again: anywhere within as long again as the server was away. Those that lost it in one moment come back as a stream, and
 * none of them much later than the rest because it was unlucky often, as it would be if each failure doubled the wait.
 * @param awayMs since when there is no connection that held @param random in [0, 1)
 */
export function retryWaitMs(awayMs: number, random: () => number): number {
  return Math.min(Math.max(awayMs, FIRST_MS), LAST_MS) * random();
}
