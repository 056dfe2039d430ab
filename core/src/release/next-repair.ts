import { LIMITS } from "@shoal/protocol/limits";

/** The last action for a kept release on a device. */
export interface LastKept {
  /** So many times in a row it was put back by now; 0: it was ordered. */
  repairs: number;
  endedMs: number;
}

/**
 * When a kept release that is missing is put back: at once the first time; then after a wait that doubles, whether what put it back had
 * failed or it has disappeared again. So nothing that takes it away, and nothing that does not find it, makes a device install for ever.
 */
export function nextRepair({ repairs, endedMs }: LastKept, nowMs: number): { repairs: number; notBeforeMs: number } {
  if (repairs === 0 || nowMs - endedMs > LIMITS.repairForgetMs) return { repairs: 1, notBeforeMs: nowMs };
  const waitMs = Math.min(LIMITS.repairFirstMs * 2 ** (repairs - 1), LIMITS.repairMostMs);
  return { repairs: repairs + 1, notBeforeMs: Math.max(nowMs, endedMs + waitMs) };
}
