import { follow } from "./follow.ts";
import { EVERYTHING_IS_OLD, type LiveEvent, type LiveState, type Told } from "./live-event.ts";

/** What happens, as this page is told of it. */
export class Live {
  #leave: (() => void) | undefined;
  #state: LiveState = "connecting";
  /** Of what this page has heard; 0: nothing yet. */
  #lastId = 0;
  readonly #stateListeners = new Set<() => void>();
  readonly #listeners = new Set<(event: LiveEvent) => void>();

  open(): void {
    this.#leave ??= follow((told) => this.#hear(told));
  }

  /** @returns whether it was open */
  close(): boolean {
    const wasOpen = this.#leave !== undefined;
    this.#leave?.();
    this.#leave = undefined;
    return wasOpen;
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

  #hear(told: Told): void {
    if ("event" in told) {
      this.#lastId = told.event.id;
      for (const listener of this.#listeners) listener(told.event);
      return;
    }
    // Somebody else has heard what this page has not: it was kept for the way back, or has left and come again.
    if (this.#lastId > 0 && told.lastId !== this.#lastId)
      this.#hear({ event: { ...EVERYTHING_IS_OLD, id: told.lastId } });
    this.#lastId = told.lastId;
    if (this.#state === told.state) return;
    this.#state = told.state;
    for (const listener of this.#stateListeners) listener();
  }
}
