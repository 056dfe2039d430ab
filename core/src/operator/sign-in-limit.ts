/** Sign-ins that have failed one after another for one thing that is counted: an account, a browser, a source. */
export interface Failures {
  count: number;
  lastMs: number;
}

export interface Patience {
  /** So many may fail before anything is held back: people mistype. */
  free: number;
  /** The first wait; each further failure doubles it. */
  firstMs: number;
  /** It never grows beyond this: a stranger can slow an account down, and not take it away. */
  longestMs: number;
  /** After so long without a failure the count is forgotten. */
  forgetMs: number;
}

/** How long the next try has to wait yet; 0: it may be made. */
export function waitMs(failures: Failures | undefined, nowMs: number, patience: Patience): number {
  if (!failures || failures.count < patience.free || nowMs - failures.lastMs >= patience.forgetMs) return 0;
  const doublings = Math.min(failures.count - patience.free, 30);
  return Math.max(0, failures.lastMs + Math.min(patience.firstMs * 2 ** doublings, patience.longestMs) - nowMs);
}

export function afterFailure(failures: Failures | undefined, nowMs: number, patience: Patience): Failures {
  const forgotten = !failures || nowMs - failures.lastMs >= patience.forgetMs;
  return { count: forgotten ? 1 : failures.count + 1, lastMs: nowMs };
}
