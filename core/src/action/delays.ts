/** When a restart that the system refused, or did not do, is asked for again. */
export const RESTART_AGAIN_MS = 600_000;

/** 30 s, doubled with every attempt, at most 10 min. */
export function retryDelayMs(attempt: number): number {
  return Math.min(30_000 * 2 ** Math.max(0, attempt - 1), 600_000);
}
