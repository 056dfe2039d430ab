import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { RetryPolicy } from "@shoal/protocol/task/retry";
import { seededRandom } from "../random/seeded.ts";

/**
 * Failures that time may mend: a program that was in the way, a line, a full disk. The others say something of the package or
 * of the device's kind, which is the same an hour later. A device that was mended by others meanwhile says so at once,
 * because the detection rule is asked first.
 */
const WORTH_A_RETRY: ReadonlySet<ReasonCode> = new Set([
  "exit-code",
  "script-failed",
  "installer-timeout",
  "installer-interrupted",
  "attempts-exhausted",
  "not-detected",
  "still-detected",
  "detection-unknown",
  "fetch-failed",
  "content-corrupt",
  "content-missing",
  "disk-full",
  "device-failed",
  "internal",
]);

export interface NextAttempt {
  /** 1 was the first. */
  attempt: number;
  notBeforeMs: number;
}

/**
 * Whether and when a failed action is tried again.
 * @param attempt the one that failed; 1 is the first
 * @param seed of the action: up to a fifth is added by it, so that a fleet that failed together does not come back as one
 */
export function nextAttempt(
  policy: RetryPolicy,
  attempt: number,
  reason: ReasonCode | undefined,
  nowMs: number,
  seed: number,
): NextAttempt | undefined {
  if (attempt > policy.attempts || reason === undefined || !WORTH_A_RETRY.has(reason)) return undefined;
  const { firstMs = 300_000, factor = 3, mostMs = 86_400_000 } = policy;
  const waitMs = Math.min(firstMs * factor ** (attempt - 1), Math.max(firstMs, mostMs));
  return { attempt: attempt + 1, notBeforeMs: nowMs + Math.round(waitMs * (1 + seededRandom(seed)() / 5)) };
}
