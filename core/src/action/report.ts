import type { Reason } from "@shoal/protocol/action/reason";
import type { ActionReport, BytesBySource } from "@shoal/protocol/action/report";
import { isEnd } from "@shoal/protocol/action/state";
import type { ActionRecord } from "./record.ts";

/**
 * The step that a record stands at, as the server is told of it.
 * @param held it stands where it stood: what the installer said was told with the step before
 */
export function reportOf(record: ActionRecord, nowMs: number, held = false): ActionReport {
  const { assignment, step, state, reason, variantId, bytes, result, deferrals } = record;
  const withResult =
    !held && result && (isEnd(state) || state === "checking" || state === "waiting" || state === "rebooting");
  return {
    actionId: assignment.actionId,
    step,
    state,
    atMs: nowMs,
    ...(reason ? { reason } : {}),
    ...(variantId ? { variantId } : {}),
    bytes,
    ...(withResult ? { result } : {}),
    ...(deferrals ? { deferrals } : {}),
  };
}

/** What is longer than a report may be would be refused by the server, and the step with it. */
export function bounded({ code, detail, next }: Reason): Reason {
  return { code, ...(detail ? { detail: detail.slice(0, 2000) } : {}), ...(next ? { next: next.slice(0, 1000) } : {}) };
}

export function sumOf(one: BytesBySource, other: BytesBySource): BytesBySource {
  return Object.fromEntries(
    Object.entries(one).map(([source, bytes]) => [source, bytes + other[source as keyof BytesBySource]]),
  ) as BytesBySource;
}
