import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import type { Live } from "./live.ts";
import { oldBy } from "./old-by.ts";

declare module "@tanstack/react-query" {
  interface Register {
    queryMeta: {
      /** Whoever shows it asks anew by itself, and for what is seen of it alone. */
      refreshesItself?: true;
    };
  }
}

/** Answers that an event makes old are asked for anew together, so a thousand devices that report at once are one question. */
export const SETTLE_MS = 600;
/** What takes the server long is asked for less often: of the time, it may take a tenth. */
const REST = 9;
const REST_MOST_MS = 5_000;
const CLOCK_MS = 10_000;

/**
 * Asks anew for what is old. What is being asked for comes to its end first, and is asked for once more then: with a change every moment,
 * nothing would ever be answered that is begun again each time.
 */
export class Refresher {
  readonly #client: QueryClient;
  readonly #old = new Map<string, QueryKey>();
  readonly #now: () => number;
  /** Until when a question rests, by its hash. */
  readonly #resting = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient, now = () => performance.now()) {
    this.#client = client;
    this.#now = now;
  }

  /** @param queryKey what the keys of the answers begin with */
  add(queryKey: QueryKey): void {
    this.#old.set(JSON.stringify(queryKey), queryKey);
    this.#timer ??= setTimeout(() => this.#ask(), SETTLE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #ask(): void {
    this.#timer = undefined;
    const old = new Set(
      [...this.#old.values()].flatMap((queryKey) => this.#client.getQueryCache().findAll({ queryKey })),
    );
    this.#old.clear();
    for (const query of old)
      if (query.state.fetchStatus !== "idle" || (this.#resting.get(query.queryHash) ?? 0) > this.#now())
        this.add(query.queryKey);
      else if (!(query.meta?.refreshesItself && query.isActive())) void this.#askFor(query);
  }

  async #askFor({ queryKey, queryHash }: Query): Promise<void> {
    const began = this.#now();
    await this.#client.invalidateQueries({ queryKey, exact: true });
    const ended = this.#now();
    this.#resting.set(queryHash, ended + Math.min(REST_MOST_MS, REST * (ended - began)));
  }
}

/** Asks anew for what pages show and events have made old. @returns what ends it */
export function refreshByEvents(live: Live, client: QueryClient): () => void {
  const refresher = new Refresher(client);
  const stop = live.onEvent((event) => {
    if (event.kind === "gap") return void client.invalidateQueries();
    for (const key of oldBy(event)) refresher.add(key);
  });
  return () => {
    refresher.stop();
    stop();
  };
}

/** For whoever may not follow events. @returns what ends it */
export function refreshByClock(client: QueryClient): () => void {
  const timer = setInterval(() => void client.invalidateQueries(undefined, { cancelRefetch: false }), CLOCK_MS);
  return () => clearInterval(timer);
}
