import type { TaskKind } from "@shoal/protocol/task/task";

/** What of a task decides which of two holds on a device. */
export interface Order {
  package: string;
  kind: TaskKind;
  priority: number;
  /** Its urgency is `immediate`. */
  immediate: boolean;
  /** When its task was started, and its number for two of the same moment. */
  startedMs: number;
  taskId: number;
  /** Its device may have begun, or may begin now; not one that waits for its ring, for its time or for a pause to end. */
  handedOut: boolean;
  /** Its device was told to stop it. */
  stopped?: boolean;
}

/**
 * Which of two orders for one device holds: the one that is handed out now, or one that has not ended. What loses ends as
 * superseded. An order that is not handed out yet pushes nothing away: a rollout does nothing to a device whose ring is closed. Nor
 * does one that was stopped, and whose device has not said yet what came of it: nobody would be left.
 */
export function whichHolds(open: Order, fresh: Order): "both" | "open" | "fresh" {
  if (open.package !== fresh.package || open.kind === "precache" || fresh.kind === "precache") return "both";
  if (weigh(fresh, open) >= 0) return "fresh";
  return open.handedOut && !open.stopped ? "open" : "both";
}

/** Above 0 where the first one is stronger. */
function weigh(a: Order, b: Order): number {
  return (
    Number(a.immediate) - Number(b.immediate) ||
    a.priority - b.priority ||
    a.startedMs - b.startedMs ||
    a.taskId - b.taskId
  );
}
