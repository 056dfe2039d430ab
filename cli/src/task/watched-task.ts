import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { Reason } from "@shoal/protocol/action/reason";
import type { BytesBySource } from "@shoal/protocol/action/report";
import { type ActionState, isEnd } from "@shoal/protocol/action/state";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import type { ServerEvent } from "../api/events.ts";

/** The body of an `action.step` event. */
interface StepData {
  actionId: string;
  taskId: string;
  state: ActionState;
  step: number;
  reason?: Reason;
  variantId?: string;
  bytes?: BytesBySource;
}

/** What the watcher knows of a task: its state and each device's last action, moved on by events. */
export class WatchedTask {
  task: TaskDetail;
  #actions = new Map<string, ActionRow>();

  constructor(task: TaskDetail, actions: readonly ActionRow[]) {
    this.task = task;
    this.replace(task, actions);
  }

  /** Nothing more will come: the task has ended, and so has what it gave its devices. */
  get over(): boolean {
    return this.task.state === "cancelled" || this.task.state === "finished";
  }

  /** One action a device: where it was tried again, the last. */
  get actions(): ActionRow[] {
    const before = new Set([...this.#actions.values()].flatMap((action) => action.retryOf ?? []));
    return [...this.#actions.values()].filter((action) => !before.has(action.id));
  }

  get counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { state, role } of this.actions) if (role === undefined) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }

  /** Bytes that any network or cache has carried so far. */
  get carriedBytes(): number {
    let bytes = 0;
    for (const { bytes: by } of this.#actions.values())
      for (const [source, count] of Object.entries(by)) if (source !== "patchSaved") bytes += count;
    return bytes;
  }

  /** @returns the actions that are in another state than before */
  replace(task: TaskDetail, actions: readonly ActionRow[]): ActionRow[] {
    const changed = actions.filter((action) => this.#actions.get(action.id)?.state !== action.state);
    this.task = task;
    this.#actions = new Map(actions.map((action) => [action.id, action]));
    return changed;
  }

  /** @returns the action that moved; or that the server has to be asked, because the event does not say enough */
  take(event: ServerEvent): ActionRow | "not-mine" | "read-again" {
    const data = (event.data as { data?: Partial<StepData> } | null)?.data;
    if (data?.taskId !== this.task.id) return "not-mine";
    if (event.type !== "action.step") return "read-again";
    const before = data.actionId === undefined ? undefined : this.#actions.get(data.actionId);
    if (!before || data.state === undefined) return "read-again";
    // The list was read after the stream was opened: its first events may be older than what is known.
    if (data.step !== 0 && data.step !== undefined && data.step <= before.step) return "not-mine";
    if (data.step === 0 && isEnd(before.state)) return "not-mine";
    const { reason: _old, ...rest } = before;
    const after: ActionRow = {
      ...rest,
      state: data.state,
      step: data.step || before.step,
      bytes: data.bytes ?? before.bytes ?? NO_BYTES,
      ...(data.variantId === undefined ? {} : { variantId: data.variantId }),
      ...(data.reason === undefined ? {} : { reason: data.reason }),
    };
    this.#actions.set(after.id, after);
    return after;
  }
}
