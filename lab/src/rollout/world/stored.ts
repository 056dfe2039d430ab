import type { RolloutPlan } from "@shoal/core/rollout/machine";
import type { RolloutState } from "@shoal/core/rollout/state";
import type { ActionState } from "@shoal/protocol/action/state";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import type { RingBucket } from "@shoal/protocol/rollout/state";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { StopReason } from "@shoal/protocol/task/assignment";
import type { RetryPolicy } from "@shoal/protocol/task/retry";
import type { TaskKind, Urgency } from "@shoal/protocol/task/task";

/** What an operator orders. */
export interface Spec {
  package: string;
  version: string;
  kind: TaskKind;
  priority: number;
  urgency: Urgency;
  /** Counted from its start. */
  deadlineInMs?: number;
  lifeMs: number;
  retry?: RetryPolicy;
  rings?: RolloutRing[];
  dynamic: boolean;
  settings: SettingsOverride;
  /** Which devices: a share of them by their number; 1: all, also those that come later. */
  share: number;
}

export interface Task extends Spec {
  id: number;
  startedMs: number;
  deadlineMs?: number;
  state: "running" | "finished" | "cancelled";
  actions: Action[];
  /** Of which nothing has ended yet. */
  open: number;
  rollout?: { plan: RolloutPlan; state: RolloutState; deadlineMs: number | undefined };
}

/** The row of an action. */
export interface Action {
  id: number;
  task: Task;
  device: Row;
  state: ActionState;
  /** Why, where the server looks at that. */
  reason?: "offered" | "ring-closed" | "rollout-paused" | "retry-waiting" | "asked-for" | "deadline-reached";
  step: number;
  steps: Set<number>;
  ended: boolean;
  ring: number | undefined;
  countsAs: RingBucket | undefined;
  attempt: number;
  notBeforeMs?: number;
  start?: { sequence: number; issuedMs: number; expiresMs: number };
  stop?: { sequence: number; why: StopReason };
}

/** The row of a device. */
export interface Row {
  id: number;
  sequence: number;
  delivered: number;
  lastSeenMs: number;
  retired: boolean;
  /** What it is to do, in the order of its sequence; what is taken back is not in it. */
  orders: { sequence: number; action: Action; order: "start" | "cancel"; why?: StopReason; issuedMs: number }[];
  /** That have not ended. */
  open: Set<Action>;
  settings: SettingsOverride;
}
