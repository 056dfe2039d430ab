import { EVENT_KINDS } from "@shoal/protocol/event/kinds";
import type { QueryClient } from "@tanstack/react-query";

/** As the server's outbox writes them: docs/events.md. */
export interface LiveEvent {
  id: number;
  atMs: number;
  kind: string;
  subject: string;
  data: Record<string, unknown>;
}
export type LiveState = "connecting" | "live" | "away";

/** Answers that an event makes old are asked for anew together, so a thousand devices that report at once are one question. */
const SETTLE_MS = 600;

/**
 * The one stream of events of this page. The browser comes back by itself and says where it was, so nothing is missed; where the server
 * no longer has what came then, everything is asked for anew.
 */
export class Live {
  #source: EventSource | undefined;
  #state: LiveState = "connecting";
  readonly #stateListeners = new Set<() => void>();
  readonly #listeners = new Set<(event: LiveEvent) => void>();

  open(): void {
    this.#source ??= this.#connect();
  }

  close(): void {
    this.#source?.close();
    this.#source = undefined;
  }

  get state(): LiveState {
    return this.#state;
  }

  onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  onEvent(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #connect(): EventSource {
    const source = new EventSource("/api/v1/events");
    source.addEventListener("hello", () => this.#become("live"));
    source.addEventListener("error", () => {
      this.#become("away");
      // Closed for good: the cursor has expired, or the session. The next question of a page says which.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.#again(), 5_000);
    });
    for (const kind of Object.keys(EVENT_KINDS))
      source.addEventListener(kind, (message) => {
        const event = JSON.parse((message as MessageEvent<string>).data) as LiveEvent;
        for (const listener of this.#listeners) listener(event);
      });
    return source;
  }

  #again(): void {
    if (this.#source === undefined) return;
    this.#source.close();
    this.#source = this.#connect();
    for (const listener of this.#listeners) listener(EVERYTHING_IS_OLD);
  }

  #become(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener();
  }
}

/** Comes after a gap that the server could not fill. */
const EVERYTHING_IS_OLD: LiveEvent = { id: 0, atMs: 0, kind: "gap", subject: "", data: {} };

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
const LAST_OF_TRAIL = JSON.stringify(["audit", "last"]);

/** Asks anew for what pages show and events have made old. @returns what ends it */
export function refreshByEvents(live: Live, client: QueryClient): () => void {
  const old = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    timer = undefined;
    for (const key of old) void client.invalidateQueries({ queryKey: JSON.parse(key) as string[] });
    old.clear();
  };
  const stop = live.onEvent((event) => {
    if (event.kind === "gap") return void client.invalidateQueries();
    for (const key of OLD_BY[event.kind] ?? OLD_BY[event.kind.slice(0, event.kind.indexOf("."))] ?? [])
      old.add(JSON.stringify(key));
    if (event.kind !== "action.step" && event.kind !== "device.settings-changed") old.add(LAST_OF_TRAIL);
    const { taskId } = event.data;
    if (taskId !== undefined) for (const key of ["list", taskId]) old.add(JSON.stringify(["tasks", key]));
    timer ??= setTimeout(refresh, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

const CLOCK_MS = 10_000;

/** For whoever may not follow events. @returns what ends it */
export function refreshByClock(client: QueryClient): () => void {
  const timer = setInterval(() => void client.invalidateQueries(), CLOCK_MS);
  return () => clearInterval(timer);
}
