import { EVENT_KINDS } from "@shoal/protocol/event/kinds";

/** As the server's outbox writes them: docs/events.md. */
export interface LiveEvent {
  id: number;
  atMs: number;
  kind: string;
  subject: string;
  data: Record<string, unknown>;
}
export type LiveState = "connecting" | "live" | "away";

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
