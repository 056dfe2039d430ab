import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { performance } from "node:perf_hooks";
import { LIMITS } from "@shoal/protocol/limits";
import { guardedLookup, type Reach, whyNoUrl } from "./address.ts";

/** What came of one request. It has a status or an error, unless it was stopped. */
export interface Sent {
  durationMs: number;
  status?: number;
  /** The beginning of the answer. */
  answer?: string;
  retryAfterMs?: number;
  error?: string;
}

/**
 * Posts once, and follows no redirect. Everything that can go wrong is a part of the answer. The status is what counts: when the answer's body
 * takes too long, or is too much, it is left.
 */
export async function send(
  url: string,
  {
    headers,
    body,
    timeoutMs,
    reach,
    signal,
  }: {
    headers: Readonly<Record<string, string>>;
    body: string;
    timeoutMs: number;
    reach: Reach;
    signal: AbortSignal;
  },
): Promise<Sent> {
  const started = performance.now();
  const lasted = () => Math.round(performance.now() - started);
  // What was allowed when the webhook was made need not be any more.
  const refused = whyNoUrl(url, reach);
  if (refused) return { durationMs: lasted(), error: refused };
  const target = new URL(url);
  const late = AbortSignal.timeout(timeoutMs);
  const options: RequestOptions = {
    method: "POST",
    agent: false,
    headers: { ...headers, "content-length": Buffer.byteLength(body) },
    signal: AbortSignal.any([signal, late]),
    lookup: guardedLookup(reach),
  };
  const say = (error: Error) =>
    late.aborted ? `no answer within ${timeoutMs / 1000} s` : signal.aborted ? "stopped" : wordsOf(error);
  return await new Promise((resolve) => {
    const request = (target.protocol === "https:" ? httpsRequest : httpRequest)(target, options);
    let answered = false;
    request.on("error", (error) => {
      if (!answered) resolve({ durationMs: lasted(), error: say(error) });
    });
    request.on("response", (response) => {
      answered = true;
      void readStart(response).then((answer) =>
        resolve({
          durationMs: lasted(),
          status: response.statusCode!,
          ...(answer === "" ? {} : { answer }),
          ...retryAfter(response),
        }),
      );
    });
    request.end(body);
  });
}

/** The first characters of an answer, whatever becomes of the rest. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes >= LIMITS.webhookAnswerBytes) break;
    }
  } catch {
    // Cut off, or too slow: what is there is there.
  }
  response.destroy();
  return Buffer.concat(chunks).toString("utf8").slice(0, LIMITS.webhookAnswerChars);
}

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfter({ headers }: IncomingMessage): { retryAfterMs?: number } {
  const text = headers["retry-after"];
  if (text === undefined) return {};
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return ms > 0 ? { retryAfterMs: ms } : {};
}

/** Where several addresses of one name were tried, the errors are inside of one. */
function wordsOf(error: Error & { code?: string }): string {
  const inner = error instanceof AggregateError ? (error.errors[0] as Error | undefined) : undefined;
  return (inner ?? error).message || error.code || "the connection failed";
}
