import { LIMITS } from "@shoal/protocol/limits";
import { PRIORITY } from "@shoal/protocol/task/kinds";
import type { RetryPolicy } from "@shoal/protocol/task/retry";
import type { TaskSpec } from "@shoal/protocol/task/task";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { formatDuration, parseDuration } from "../terminal/duration.ts";
import type { RolloutOptions } from "./options.ts";
import { loadPlan } from "./plan-file.ts";

/** @throws Failure where an option cannot mean anything, or the plan does not hold together */
export async function readRollout(
  { shell }: Invocation,
  { rings, dynamic, priority, retry }: RolloutOptions,
): Promise<Pick<TaskSpec, "rings" | "dynamic" | "priority" | "retry">> {
  if (dynamic && rings === undefined)
    throw usageFailure("--dynamic needs --rings", "A plan of one ring will do: rings: [{ name: all, rest: true }]");
  return {
    ...(priority === undefined ? {} : { priority: readPriority(priority) }),
    ...(retry === undefined ? {} : { retry: readRetry(retry) }),
    ...(rings === undefined ? {} : { rings: await loadPlan(shell.cwd, rings, dynamic === true) }),
    ...(dynamic ? { dynamic } : {}),
  };
}

function readPriority(text: string): number {
  const priority = Number(text);
  if (/^[+-]?\d{1,3}$/.test(text) && priority >= PRIORITY.minimum && priority <= PRIORITY.maximum) return priority;
  throw usageFailure(
    `--priority cannot be "${text}"`,
    `Write a whole number from ${PRIORITY.minimum} to ${PRIORITY.maximum}; of two orders for one package on a device the higher one holds.`,
  );
}

const RETRY_HINT = "Write 3, or 3,first=10m,factor=2,most=1d: three more attempts, the first after ten minutes.";

/** `3`, `3,first=10m,factor=2,most=1d` */
export function readRetry(text: string): RetryPolicy {
  const [attempts, ...pairs] = text.split(",").map((part) => part.trim());
  const policy: RetryPolicy = { attempts: Number(attempts) };
  if (!/^\d{1,3}$/.test(attempts!) || policy.attempts < 1 || policy.attempts > LIMITS.retryAttempts)
    throw usageFailure(
      `--retry cannot be "${text}"`,
      `From 1 to ${LIMITS.retryAttempts} attempts after the first one. ${RETRY_HINT}`,
    );
  for (const pair of pairs) {
    const [key, value = ""] = pair.split("=");
    if (key === "first") policy.firstMs = wait(text, value);
    else if (key === "most") policy.mostMs = wait(text, value);
    else if (key === "factor") policy.factor = factorOf(text, value);
    else throw usageFailure(`--retry cannot be "${text}"`, `There is no "${key}" in it. ${RETRY_HINT}`);
  }
  return policy;
}

/** `3 more attempts, the first after 5 min 00 s` */
export function describeRetry({ attempts, firstMs = 300_000 }: RetryPolicy): string {
  return `${attempts === 1 ? "one more attempt" : `${attempts} more attempts`}, the first after ${formatDuration(firstMs)}`;
}

function wait(text: string, value: string): number {
  const ms = parseDuration(value);
  if (ms !== undefined && ms >= 1000 && ms <= LIMITS.retryMs) return ms;
  throw usageFailure(
    `--retry cannot be "${text}"`,
    `A wait is from 1 s to ${formatDuration(LIMITS.retryMs)}. ${RETRY_HINT}`,
  );
}

function factorOf(text: string, value: string): number {
  const factor = Number(value);
  if (/^\d+(\.\d+)?$/.test(value) && factor >= 1 && factor <= 10) return factor;
  throw usageFailure(`--retry cannot be "${text}"`, `The factor is from 1 to 10. ${RETRY_HINT}`);
}
