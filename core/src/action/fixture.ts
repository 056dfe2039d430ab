import type { ActionState } from "@shoal/protocol/action/state";
import { DEFAULT_SETTINGS } from "@shoal/protocol/settings/rows";
import type { TimeWindow } from "@shoal/protocol/settings/window";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { type ActionInput, ActionMachine, type ActionOutput } from "./machine.ts";
import type { InstallPolicy } from "./policy.ts";
import { type ActionRecord, newRecord } from "./record.ts";

export const order: StartAssignment = {
  format: 1,
  order: "start",
  deviceId: "d1",
  sequence: 1,
  issuedAtMs: 0,
  expiresAtMs: 1_000_000,
  actionId: "a1",
  taskId: "t1",
  kind: "install",
  delivery: "pull",
  package: "reader",
  version: "2.0",
  releaseDigest: "00".repeat(32),
  settings: {},
};
export const result = { exitCode: 0, durationMs: 5, attempt: 1, logTail: "", logTruncated: false };
export const ran = (exit: Extract<ActionInput, { type: "ran" }>["exit"], bootId = "boot-1"): ActionInput => ({
  type: "ran",
  exit,
  reason: { code: "installed", detail: `as ${exit}` },
  result,
  bootId,
});
export const start = (bootId = "boot-1"): ActionInput => ({ type: "start", bootId });

/** Under a rule for restarts and windows in UTC. */
export const under = (mayRestart: boolean, ...maintenanceWindows: TimeWindow[]) => ({
  policy: {
    ...DEFAULT_SETTINGS,
    rebootRule: mayRestart ? "when-needed" : "never",
    maintenanceWindows,
  } as InstallPolicy,
  offsetMs: () => 0,
  seed: 1,
});

export function machineAt(
  state: ActionState,
  known: Partial<ActionRecord> = {},
  restartAllowed = false,
): ActionMachine {
  const { assignment = order, ...rest } = known;
  return new ActionMachine({ ...newRecord(assignment), state, step: 3, ...rest }, under(restartAllowed));
}
export const words = (outputs: ActionOutput[]) =>
  outputs.map((each) => (each.type === "store" ? `store ${each.record.state}` : each.type));

export const H = 3_600_000;
export const NIGHT: TimeWindow = { days: ["thu"], from: "22:00", to: "02:00" };
export const longOrder = { ...order, expiresAtMs: 1000 * H };
