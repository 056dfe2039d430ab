import { setTimeout as sleep } from "node:timers/promises";
import { cursorNow, type FollowOptions, followEvents, type ServerEvent } from "../api/events.ts";
import type { Connection } from "../context/connection.ts";
import { Failure } from "../exit/failure.ts";

const LOOK_MS = 2000;
/** The place of every look: none comes before another. */
const NO_PLACE = "0";

/** The server's events; for whoever may not follow them, who may see a task all the same, a word to look again every other second. */
export async function* toldOrLooking(
  connection: Connection,
  options: FollowOptions & { onLooking: () => void },
): AsyncGenerator<ServerEvent> {
  try {
    yield* followEvents(connection, options);
  } catch (error) {
    if (!isWithoutEvents(error)) throw error;
    options.onLooking();
    while (!options.signal.aborted) {
      yield { cursor: NO_PLACE, type: "hello", data: {} };
      await sleep(LOOK_MS, undefined, { signal: options.signal });
    }
  }
}

/** Where the order of events stands now; the place of every look for whoever may not follow it. */
export async function placeNow(connection: Connection, signal: AbortSignal): Promise<string | undefined> {
  return await cursorNow(connection, signal).catch((error: unknown) => {
    if (isWithoutEvents(error)) return NO_PLACE;
    throw error;
  });
}

function isWithoutEvents(error: unknown): boolean {
  return error instanceof Failure && error.text.code === "permission-missing";
}
