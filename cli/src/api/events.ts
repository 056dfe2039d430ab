import { setTimeout as sleep } from "node:timers/promises";
import { LIMITS } from "@shoal/protocol/limits";
import { EventSourceParserStream } from "eventsource-parser/stream";
import type { Connection } from "../context/connection.ts";
import { Failure } from "../exit/failure.ts";
import { headersFor } from "./headers.ts";
import { failureFromAnswer } from "./problem.ts";
import { failureFromNetwork } from "./unreachable.ts";

export interface ServerEvent {
  /** Where to go on from; undefined for events that have no place in the order. */
  cursor: string | undefined;
  type: string;
  data: unknown;
}

export interface FollowOptions {
  /** Events after this one; without it, those that happen from now on. */
  cursor?: string | undefined;
  signal: AbortSignal;
  /** The stream was cut and is being taken up again; said once, however often it takes. */
  onCut?: () => void;
  /** It is back. */
  onBack?: () => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** The server says something at least every third of this; silence means that the line is dead. */
const SILENCE_MS = LIMITS.socketIdleMs;

/**
 * The server's events, one after the other, without a gap: after a cut it goes on from the last cursor.
 * @throws Failure where the first connection fails, the server refuses, or the cursor is too old (`cursor-expired`)
 */
export async function* followEvents(connection: Connection, options: FollowOptions): AsyncGenerator<ServerEvent> {
  const { signal } = options;
  let cursor = options.cursor;
  let waitMs = FIRST_WAIT_MS;
  let connectedBefore = false;
  let cut = false;
  while (!signal.aborted) {
    const silence = new AbortController();
    const alarm = setTimeout(() => silence.abort(), SILENCE_MS).unref();
    try {
      const body = await openStream(connection, cursor, AbortSignal.any([signal, silence.signal]));
      connectedBefore = true;
      if (cut) options.onBack?.();
      cut = false;
      const heard = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          alarm.refresh();
          controller.enqueue(chunk);
        },
      });
      const events = body
        .pipeThrough(heard)
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream({ maxBufferSize: LIMITS.jsonBodyBytes }));
      for await (const event of events) {
        waitMs = FIRST_WAIT_MS;
        if (event.id !== undefined && event.id !== "") cursor = event.id;
        yield { cursor, type: event.event ?? "message", data: parseData(event.data) };
      }
    } catch (error) {
      if (signal.aborted) return;
      const refused = error instanceof Failure && error.text.code !== "unreachable";
      if (!connectedBefore || (refused && error.text.code !== "unavailable")) throw error;
    } finally {
      clearTimeout(alarm);
      silence.abort();
    }
    if (signal.aborted) return;
    // A random share keeps a thousand watchers from coming back at the same moment.
    const thisWaitMs = waitMs * (0.5 + Math.random() / 2);
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
    if (!cut) options.onCut?.();
    cut = true;
    await sleep(thisWaitMs, undefined, { signal }).catch(() => {});
  }
}

/** Where the order of events stands now. @throws Failure where the server cannot be asked, or refuses */
export async function cursorNow(connection: Connection, signal: AbortSignal): Promise<string | undefined> {
  // Whoever begins to follow is told where, before anything else.
  for await (const { cursor } of followEvents(connection, { signal })) return cursor;
  return undefined;
}

async function openStream(
  connection: Connection,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  let answer: Response;
  try {
    answer = await fetch(`${connection.server}/api/v1/events`, {
      signal,
      headers: {
        accept: "text/event-stream",
        ...headersFor(connection),
        ...(cursor === undefined ? {} : { "last-event-id": cursor }),
      },
    });
  } catch (error) {
    throw failureFromNetwork(error, connection.server);
  }
  if (answer.ok && answer.body && /event-stream/.test(answer.headers.get("content-type") ?? "")) return answer.body;
  const text = await answer.text();
  throw failureFromAnswer(answer.status, answer.statusText, parseData(text), "GET /api/v1/events");
}

function parseData(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
