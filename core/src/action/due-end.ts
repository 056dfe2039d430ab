import type { Reason } from "@shoal/protocol/action/reason";
import { say } from "@shoal/protocol/sentence/say";
import type { ActionRecord } from "./record.ts";
import { type ActionEvent, rowFor } from "./table.ts";

/** What ends an action where it was stopped or is too old, if its state allows that. */
export function dueEnd(
  { stop, state, assignment }: ActionRecord,
  nowMs: number,
): { event: Extract<ActionEvent, "cancel" | "supersede" | "expire">; reason: Reason } | undefined {
  if ((stop === "cancelled" || stop === "recalled") && rowFor(state, "cancel"))
    return { event: "cancel", reason: { code: stop === "recalled" ? stop : "cancelled-by-operator" } };
  if (stop === "superseded" && rowFor(state, "supersede"))
    return { event: "supersede", reason: { code: "superseded-by-task" } };
  if (nowMs < assignment.expiresAtMs || !rowFor(state, "expire")) return undefined;
  const detail = state === "rebooting" ? say("restart-late") : say("while-state", { state });
  return { event: "expire", reason: { code: "expired", detail } };
}
