import type { LiveEvent } from "./live-event.ts";

/**
 * Which answers an event makes old, by its kind or else the first word of it; besides, what is known of the task that it is about. The grid of a
 * task follows `action.step` by itself.
 */
const OLD_BY: Record<string, string[][]> = {
  // One by one by thousands, and nothing else of a device is another one by it.
  "device.settings-changed": [["settings"]],
  action: [["actions"]],
  channel: [["channels"], ["packages"]],
  // Who enrols uses up a token, or was announced.
  device: [["devices"], ["groups"], ["enrolment"]],
  "enrolment-request": [["enrolment"]],
  "enrolment-token": [["enrolment"]],
  fleet: [["fleet"], ["groups"], ["tasks", "list"]],
  group: [["groups"], ["devices"]],
  registration: [["enrolment"]],
  release: [["packages"]],
  "setting-set": [["settings"]],
  siem: [["siem"]],
  webhook: [["webhooks"]],
  task: [["tasks", "list"], ["history"]],
  trust: [["trust"]],
};

/** Most of what happens is ordered by somebody, and is in the trail then: not what devices report by thousands. */
const LAST_OF_TRAIL = ["audit", "last"];
const REPORTED = new Set(["action.step", "device.settings-changed"]);

/** With what the keys of old answers begin. */
export function oldBy({ kind, data }: Pick<LiveEvent, "kind" | "data">): string[][] {
  const old = [...(OLD_BY[kind] ?? OLD_BY[kind.slice(0, kind.indexOf("."))] ?? [])];
  if (!REPORTED.has(kind)) old.push(LAST_OF_TRAIL);
  const { taskId } = data;
  if (taskId !== undefined) old.push(["tasks", "list"], ["tasks", String(taskId)]);
  return old;
}
