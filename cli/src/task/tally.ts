import { type ActionState, END_STATES, isEnd } from "@shoal/protocol/action/state";

/** How many actions are in which state. */
export type Counts = Readonly<Record<string, number>>;

/** Ends that are what the task was for, or that need nobody: no variant is for that device. */
const GOOD_ENDS: readonly ActionState[] = ["succeeded", "cached", "rolled-back", "not-applicable"];

export interface Tally {
  total: number;
  ended: number;
}

export function tally(counts: Counts): Tally {
  let [total, ended] = [0, 0];
  for (const [state, count] of Object.entries(counts)) {
    total += count;
    if (isEnd(state as ActionState)) ended += count;
  }
  return { total, ended };
}

/** `12 succeeded, 1 failed, 3 fetching`: the ends first, in the order of the table of states. */
export function describeCounts(counts: Counts): string {
  const ends: readonly string[] = END_STATES;
  const rank = (state: string) => (ends.includes(state) ? ends.indexOf(state) : ends.length);
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([state, count]) => `${count} ${state}`)
    .join(", ");
}

/** It ended otherwise than asked: failed, expired, cancelled, superseded. */
export function isBadEnd(state: ActionState): boolean {
  return isEnd(state) && !GOOD_ENDS.includes(state);
}
