import type { ActionState } from "@shoal/protocol/action/state";

/** One action that another one waits for. */
export interface AwaitedAction {
  state: ActionState;
  ended: boolean;
  /** It is of the same task, made for the one that waits; not another order that brings the same. */
  own: boolean;
  /** It failed, and is tried again. */
  again: boolean;
  /** Another order for the same release is under way on the device, and has taken its place. */
  twin: boolean;
}

/**
 * What becomes of an action that waits for others: it goes on waiting, it is planned again and handed out where nothing more is
 * missing, or it fails by the first of them that came to nothing.
 */
export function whatNext<Awaited extends AwaitedAction>(
  awaited: readonly Awaited[],
): { kind: "wait" | "go" } | { kind: "fail"; by: Awaited } {
  const by = awaited.find(hasFailed);
  if (by) return { kind: "fail", by };
  return { kind: awaited.some((each) => !each.ended || each.again) ? "wait" : "go" };
}

/** Ends in which it was taken away from it by an order, and did not fail. */
const ORDERED: readonly ActionState[] = ["cancelled", "superseded", "expired"];

function hasFailed({ state, ended, own, again, twin }: AwaitedAction): boolean {
  if (!ended || again || state === "succeeded" || twin) return false;
  // What another order was to bring, it then brings itself.
  return own || !ORDERED.includes(state);
}
