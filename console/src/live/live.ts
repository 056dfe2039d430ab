import { oldestAnswer, onAnswer } from "./answers.ts";
import { follow } from "./follow.ts";
import { EVERYTHING_IS_OLD, type LiveEvent, type LiveState, type Told } from "./live-event.ts";

/** What happens, as this page is told of it. */
export class Live {
  readonly #follow: typeof follow;
  #leave: (() => void) | undefined;
  #state: LiveState = "connecting";
  /** Of what this page has heard; 0: nothing yet. */
  #lastId = 0;
  /** What has happened up to here, this page is told of no more. */
  #since = 0;
  readonly #stateListeners = new Set<() => void>();
  readonly #listeners = new Set<(event: LiveEvent) => void>();

  constructor(followed = follow) {
    this.#follow = followed;
  }

  open(): void {
    if (this.#leave) return;
    const leave = this.#follow((told) => this.#hear(told));
    // It was asked for before the page was told of anything, and comes late.
    const deaf = onAnswer((event) => event < this.#since && this.#missed(this.#lastId));
    this.#leave = () => {
      leave();
      deaf();
    };
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
    const { state, lastId } = told;
    if (state === "live") {
      // Something has happened between its first answers and this; or somebody else has heard what this page has not, because it was kept for the
      // way back, or has left and come again. Or the server is one of before.
      const heard = this.#lastId || oldestAnswer();
      if (heard < lastId || lastId < this.#lastId) this.#missed(lastId);
      this.#lastId = lastId;
      this.#since = lastId;
    }
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener();
  }

  #missed(id: number): void {
    this.#hear({ event: { ...EVERYTHING_IS_OLD, id } });
  }
}
