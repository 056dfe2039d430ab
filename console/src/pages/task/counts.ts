import { END_STATES } from "@shoal/protocol/action/state";

/** Devices by the state of their last action, as tasks carry them. */
export type Counts = Readonly<Record<string, number>>;

export const total = (counts: Counts): number => Object.values(counts).reduce((sum, each) => sum + each, 0);
export const ended = (counts: Counts): number => END_STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
