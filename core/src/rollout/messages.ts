import type { RingBucket } from "@shoal/protocol/rollout/state";

/** Orders of a person. */
export const ROLLOUT_ORDERS = ["pause", "resume", "next", "approve", "abort"] as const;
export type RolloutOrder = (typeof ROLLOUT_ORDERS)[number];

export type RolloutInput =
  | { type: "start" }
  /** Devices of a ring that count as something else than before. */
  | { type: "moved"; ring: number; from: RingBucket; to: RingBucket; count: number }
  /** Devices that belong to the rollout since now; they are of the last ring that is open. */
  | { type: "joined"; count: number }
  | { type: "tick" }
  | { type: RolloutOrder; by: string };

/** Kinds of what is said; each is an event and an entry of the audit trail. */
export type Said =
  | "ring-opened"
  | "ring-soaking"
  | "ring-unsettled"
  | "ring-done"
  | "ring-halted"
  | "timed-out"
  | "waiting"
  | "paused"
  | "resumed"
  | "approved"
  | "stopped"
  | "finished"
  | "aborted";

export type RolloutOutput =
  /** Its devices get their part. */
  | { type: "open"; ring: number }
  /** Nothing more is handed out, until `release`. */
  | { type: "hold" }
  | { type: "release" }
  /** What has not ended is cancelled. */
  | { type: "cancel" }
  /** In words; `by` where a person ordered it. */
  | { type: "say"; what: Said; ring?: number; by?: string; text: string };
