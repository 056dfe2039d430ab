import { type ActionState, isEnd } from "@shoal/protocol/action/state";
import { mayFollow } from "./table.ts";

/** What a server knows of an action when a report of it comes. */
export interface KnownAction {
  state: ActionState;
  /** The newest step that was stored; 0: none of its agent's. */
  step: number;
  ended: boolean;
  /** Its task goes on, and its release may be given to devices. */
  mayGoOn: boolean;
}

/** What is to be done with a report. */
export type Received =
  /** It was stored before: a second copy changes nothing. */
  | { outcome: "known" }
  | { outcome: "refused"; detail: string }
  | {
      outcome: "stored";
      /** `moves`: the action is where the report says. `passes`: it has ended here, and its agent was only on its way. `late`: a newer step was there before. */
      effect: "moves" | "passes" | "late";
      ends: boolean;
      /** It failed, and may be tried again: what a server had ended by itself is not taken up again by a late word of it. */
      mayTryAgain: boolean;
    };

/** Ends that a server gives by itself; an agent that was away may turn out to have gone on. */
const ENDS_OF_A_SERVER: readonly ActionState[] = ["cancelled", "superseded", "expired"];

/**
 * What a server makes of a report. Steps may be missing (an agent restored from a backup), but what follows must be able to follow.
 * @param stored whether this step of the action was stored before
 */
export function receive(action: KnownAction, report: { state: ActionState; step: number }, stored: boolean): Received {
  if (stored) return { outcome: "known" };
  const { state, step } = report;
  const refused = (detail: string): Received => ({ outcome: "refused", detail });
  if (state === "scheduled" || state === "assigned") return refused(`an agent does not say ${state}`);
  // The agent's own steps are the truth, also of what the server ended by itself.
  const endedByServer = action.ended && ENDS_OF_A_SERVER.includes(action.state);
  if (action.ended && !endedByServer) return refused(`the action has ended: ${action.state}`);
  if (!endedByServer && step === action.step + 1 && !mayFollow(action.state, state))
    return refused(`${state} cannot follow ${action.state}`);
  const effect = step <= action.step ? "late" : action.ended && !isEnd(state) ? "passes" : "moves";
  const ends = effect === "moves" && isEnd(state);
  return {
    outcome: "stored",
    effect,
    ends,
    mayTryAgain: ends && state === "failed" && !action.ended && action.mayGoOn,
  };
}
