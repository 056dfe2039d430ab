import { EVENT_KINDS } from "@shoal/protocol/event/kinds";
import { EVERYTHING_IS_OLD, type LiveEvent, type LiveState, type Told } from "./live-event.ts";

const AGAIN_MS = 5_000;

/**
 * A stream of events. The browser comes back by itself and says where it was, so nothing is missed; where the server no longer has what came
 * then, everything is old.
 */
export class Stream {
  readonly #tell: (told: Told) => void;
  #source: EventSource;
  #state: LiveState = "connecting";
  #lastId = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (told: Told) => void) {
    this.#tell = tell;
    this.#source = this.#connect();
  }

  get standing(): { state: LiveState; lastId: number } {
    return { state: this.#state, lastId: this.#lastId };
  }

  close(): void {
    clearTimeout(this.#again);
    this.#source.close();
  }

  #connect(): EventSource {
    const source = new EventSource("/api/v1/events");
    source.addEventListener("hello", ({ lastEventId }) => {
      this.#lastId = Number(lastEventId);
      this.#become("live");
    });
    source.addEventListener("error", () => {
      this.#become("away");
      // Closed for good: the cursor has expired, or the session. The next question of a page says which.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#again = setTimeout(() => {
        this.#source = this.#connect();
        this.#tell({ event: EVERYTHING_IS_OLD });
      }, AGAIN_MS);
    });
    for (const kind of Object.keys(EVENT_KINDS))
      source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
        const event = JSON.parse(data) as LiveEvent;
        this.#lastId = event.id;
        this.#tell({ event });
      });
    return source;
  }

  #become(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#tell(this.standing);
  }
}
