import type { QueryClient, QueryKey } from "@tanstack/react-query";
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
const CLOCK_MS = 10_000;

/**
 * Asks anew for what is old. What is being asked for comes to its end first, and is asked for once more then: with a change every moment,
 * nothing would ever be answered that is begun again each time.
 */
export class Refresher {
  readonly #client: QueryClient;
  readonly #old = new Map<string, QueryKey>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
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
    for (const query of old) {
      const { queryKey } = query;
      if (query.state.fetchStatus !== "idle") this.add(queryKey);
      else if (!(query.meta?.refreshesItself && query.isActive()))
        void this.#client.invalidateQueries({ queryKey, exact: true });
    }
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
