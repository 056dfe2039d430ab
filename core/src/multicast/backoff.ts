/**
 * A random wait for feedback in a group (RFC 5401 2.3.1, truncated exponential): most wait long, few answer early and
 * silence the rest. @param chance 0 up to 1
 */
export function feedbackWaitMs(windowMs: number, members: number, chance: number): number {
  const lambda = Math.log(Math.max(1, members)) + 1;
  const scale = Math.exp(lambda) - 1;
  return (windowMs / lambda) * Math.log(1 + chance * scale);
}

const NACK_LEAST_MS = 20;
const NACK_MOST_MS = 400;

/** The window in which nacks of so many members are spread. */
export function nackWindowMs(members: number): number {
  return Math.min(NACK_MOST_MS, NACK_LEAST_MS + members * 0.5);
}

/** The window in which so many members tell their status once. */
export function statusWindowMs(members: number): number {
  return Math.min(4000, 60 + members * 4);
}

/** How often a member tells its status unasked. */
export function statusEveryMs(members: number): number {
  return Math.max(2000, members * 50);
}
