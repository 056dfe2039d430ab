import type { ActionState } from "@shoal/protocol/action/state";

/** Ends that say the device has what was asked for. */
export const GOOD: ActionState[] = ["succeeded", "cached", "rolled-back"];
