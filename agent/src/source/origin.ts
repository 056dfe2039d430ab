import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { rangeOfRun } from "@shoal/core/content/byte-range";
import { pieceSpan } from "@shoal/protocol/content/piece";
import { failureOf, type HttpClient, HttpFailure } from "../http/client.ts";
import type { RangeSource, Wanted } from "./source.ts";

export interface OriginOptions {
  http: HttpClient;
  /** Bytes a second; 0 is no ceiling. */
  rateBytesPerSecond: number;
  stallMs: number;
}

type Ended = Awaited<ReturnType<RangeSource["fetch"]>>;

/** The server (or what stands in front of it), by one Range a request. */
export function originSource({ http, rateBytesPerSecond, stallMs }: OriginOptions): RangeSource {
  return {
    async fetch(wanted, request, run, signal) {
      const { ref } = wanted;
      const { offset, length } = rangeOfRun(run, ref.sizeBytes);
      try {
        const response = await http.open(`/agent/v1/blobs/${ref.digest}`, {
          signal,
          idleMs: stallMs,
          headers: { range: `bytes=${offset}-${offset + length - 1}`, "if-range": `"${ref.digest}"` },
        });
        const refused = await refusalOf(response, offset, length, ref.sizeBytes);
        if (refused) return refused;
        return await readPieces(response, wanted, request, run, rateBytesPerSecond);
      } catch (error) {
        if (isDiskError(error)) throw error;
        return {
          outcome: "cut",
          detail: (error as Error).message,
          ...(error instanceof HttpFailure && error.retryAfterMs ? { retryAfterMs: error.retryAfterMs } : {}),
        };
      }
    },
  };
}

async function refusalOf(
  response: IncomingMessage,
  offset: number,
  length: number,
  sizeBytes: number,
): Promise<Ended | undefined> {
  if (response.statusCode === 206) {
    if (response.headers["content-range"] === `bytes ${offset}-${offset + length - 1}/${sizeBytes}`) return undefined;
    response.destroy();
    return {
      outcome: "cut",
      detail: `asked for bytes ${offset} to ${offset + length - 1}, got ${response.headers["content-range"]}`,
    };
  }
  if (response.statusCode === 200 && length === sizeBytes) return undefined;
  response.destroy();
  if (
    response.statusCode === 404 ||
    response.statusCode === 410 ||
    response.statusCode === 412 ||
    response.statusCode === 416
  )
    return { outcome: "missing", detail: `the server answered ${response.statusCode} for this content` };
  const failure = failureOf(response, Buffer.alloc(0));
  return {
    outcome: "cut",
    detail: `the server answered ${response.statusCode}`,
    ...(failure.retryAfterMs ? { retryAfterMs: failure.retryAfterMs } : {}),
  };
}

async function readPieces(
  response: IncomingMessage,
  wanted: Wanted,
  request: number,
  [first, count]: readonly [number, number],
  rateBytesPerSecond: number,
): Promise<Ended> {
  let index = first;
  let room = pieceSpan(index, wanted.ref.sizeBytes).length;
  let piece = Buffer.allocUnsafe(room);
  let filled = 0;
  let received = 0;
  const started = performance.now();
  for await (const chunk of response as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length && index < first + count; ) {
      const taken = chunk.copy(piece, filled, at, Math.min(chunk.length, at + room - filled));
      at += taken;
      filled += taken;
      if (filled < room) continue;
      await wanted.keep("origin", index, piece, request);
      index++;
      if (index < first + count) {
        room = pieceSpan(index, wanted.ref.sizeBytes).length;
        piece = Buffer.allocUnsafe(room);
        filled = 0;
      }
    }
    received += chunk.length;
    if (rateBytesPerSecond > 0) {
      const aheadMs = (received / rateBytesPerSecond) * 1000 - (performance.now() - started);
      if (aheadMs > 5) await sleep(aheadMs);
    }
  }
  return index === first + count
    ? { outcome: "done" }
    : { outcome: "cut", detail: `the answer ended after ${received} bytes` };
}

export function isDiskError(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EIO", "EROFS"].includes((error as { code?: string }).code ?? "");
}
