import type { ActionState } from "@shoal/protocol/action/state";

/**
 * How an open action is stopped. Where its assignment was in no answer yet, its agent cannot have begun: it ends at the server. Else
 * the agent is told, once, and says what came of it.
 * @param startSequence of the assignment that gives it to its device; absent where there is none
 * @param delivered the highest sequence that was in an answer to the device
 * @param told an order to stop it was made before
 */
export function howToStop(
  { state, startSequence = 0, told }: { state: ActionState; startSequence?: number; told: boolean },
  delivered: number,
): "end" | "tell" | "told" {
  if (state === "scheduled" || (state === "assigned" && startSequence > delivered)) return "end";
  return told ? "told" : "tell";
}
