import type { IncomingMessage } from "node:http";
import { rangeOfRun } from "@shoal/core/content/byte-range";
import type { PieceRun } from "@shoal/core/content/piece-set";
import { say } from "@shoal/protocol/sentence/say";
import type { RateGate } from "../fetch/rate-gate.ts";
import { failureOf, type HttpClient } from "../http/client.ts";
import { paced } from "./paced.ts";
import { readRun } from "./read-run.ts";
import type { RangeSource, RunEnd, Wanted } from "./source.ts";

export interface OriginOptions {
  http: HttpClient;
  gate: RateGate;
  /** Bytes a second as of now; 0 is no ceiling. */
  rateBytesPerSecond: () => number;
  stallMs: number;
}

/** The server (or what stands in front of it), by one Range a request. */
export function originSource(options: OriginOptions): RangeSource {
  return {
    async fetch(wanted, request, run, signal) {
      const { digest, sizeBytes } = wanted.ref;
      const { offset, length } = rangeOfRun(run, sizeBytes);
      try {
        const response = await options.http.open(`/agent/v1/blobs/${digest}`, {
          signal,
          idleMs: options.stallMs,
          // The planner gives silent bodies up; a ceiling of our own is not silence of the server.
          bodyIdleMs: 0,
          headers: { range: `bytes=${offset}-${offset + length - 1}`, "if-match": `"${digest}"` },
        });
        const refused = refusalOf(response, offset, length, sizeBytes);
        if (!refused) return await readPieces(response, wanted, request, run, options, signal);
        response.destroy();
        return refused;
      } catch (error) {
        return { outcome: "cut", detail: (error as Error).message };
      }
    },
  };
}

function refusalOf(response: IncomingMessage, offset: number, length: number, sizeBytes: number): RunEnd | undefined {
  const { statusCode, headers } = response;
  const wanted = `bytes ${offset}-${offset + length - 1}/${sizeBytes}`;
  switch (statusCode) {
    case 206:
      if (headers["content-range"] === wanted) return undefined;
      return { outcome: "cut", detail: say("origin-part", { wanted, got: String(headers["content-range"]) }) };
    case 200:
      // The whole blob, where the whole was asked for: a server without Range, and no bytes too many.
      if (length === sizeBytes) return undefined;
      return { outcome: "cut", detail: say("origin-whole") };
    case 404:
    case 410:
    // RFC 9110 13.1.1: another representation under this name; 15.5.17: a shorter one.
    case 412:
    case 416:
      return { outcome: "missing", detail: say("origin-answered", { status: statusCode }) };
    default: {
      const { retryAfterMs } = failureOf(response, Buffer.alloc(0));
      const detail = say("origin-said", { status: String(statusCode) });
      return { outcome: "cut", detail, ...(retryAfterMs ? { retryAfterMs } : {}) };
    }
  }
}

async function readPieces(
  response: IncomingMessage,
  wanted: Wanted,
  request: number,
  run: Readonly<PieceRun>,
  { gate, rateBytesPerSecond }: OriginOptions,
  signal: AbortSignal,
): Promise<RunEnd> {
  const body = paced(response, { gate, rateBytesPerSecond, heard: () => wanted.heard(request), signal });
  const next = await readRun(body, run, wanted.ref.sizeBytes, async (index, bytes) => {
    await wanted.keep("origin", index, bytes, request);
    return true;
  });
  const missing = run[0] + run[1] - next;
  if (missing === 0) return { outcome: "done" };
  return { outcome: "cut", detail: say("ended-early", { count: missing }) };
}
