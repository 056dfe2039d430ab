/** States of one device's part of a task. What may follow what is the table in `core/action/table.ts`. */
export const ACTION_STATES = [
  "scheduled",
  "assigned",
  "accepted",
  "resolving",
  "fetching",
  "verifying",
  "waiting",
  "installing",
  "checking",
  "rebooting",
  "succeeded",
  "cached",
  "not-applicable",
  "failed",
  "rolled-back",
  "cancelled",
  "expired",
  "superseded",
] as const;
export type ActionState = (typeof ACTION_STATES)[number];

export const END_STATES = [
  "succeeded",
  "cached",
  "not-applicable",
  "failed",
  "rolled-back",
  "cancelled",
  "expired",
  "superseded",
] as const;
export type EndState = (typeof END_STATES)[number];

export function isEnd(state: ActionState): state is EndState {
  return (END_STATES as readonly string[]).includes(state);
}
