import type { IncomingMessage } from "node:http";
import { Agent, type AgentOptions, request as httpsRequest } from "node:https";
import { pipeline, type Readable } from "node:stream";
import type { Problem } from "@shoal/protocol/errors/problem";
import { tlsWords } from "../identity/tls.ts";
import { ResumingAgent } from "./resuming-agent.ts";

/** An answer that was not the one hoped for. `status` 0: there was none. */
export class HttpFailure extends Error {
  readonly status: number;
  /** Of the error catalogue; undefined where it was not our server that answered, but something on the way to it. */
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, message: string, code?: string, retryAfterMs?: number) {
    super(message);
    this.name = "HttpFailure";
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /**
   * Asking again may help: there was no answer, the server said that it could not just now, or somebody in between sends us
   * elsewhere (a network that wants a login first). Nobody is followed.
   */
  get passing(): boolean {
    const { status } = this;
    return status === 0 || (status >= 300 && status < 400) || status === 408 || status === 429 || status >= 500;
  }
}

export interface HttpOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
  /** The body may come in Brotli; what it unpacks to is what is counted against its limit. */
  packed?: true;
  /** Silence after which the request is given up. */
  idleMs?: number;
  /** The same for the body, where it is another; 0: not by this client. */
  bodyIdleMs?: number;
  /** When the answer's head must be here, however slowly its bytes drip; a second more for each kilobyte that is sent. */
  headMs?: number;
  /** The same for a body that is read as one, with a second for each kilobyte that has come. */
  bodyMs?: number;
}

const HEAD_MS = 120_000;
const BODY_MS = 60_000;
/** Longest body that is read into memory. */
const BODY_BYTES = 64 * 1024 * 1024;

const KEPT = { keepAlive: true, maxSockets: 16, maxFreeSockets: 2, timeout: 60_000 };

/** The agent's requests by TLS: Node's own HTTP with kept connections and resumed sessions, because it is the smallest in memory. */
export class HttpClient {
  readonly #base: URL;
  #agent: Agent;

  /** @param tls how the server proves itself, and this device */
  constructor(server: string, tls: AgentOptions) {
    this.#base = new URL(server.endsWith("/") ? server : `${server}/`);
    this.#agent = agentOf(tls);
  }

  /** Connections as others may take one that do not send requests. */
  get connections(): Agent {
    return this.#agent;
  }

  /** From now on by new connections that prove themselves like this; what is under way ends on the old ones. */
  prove(tls: AgentOptions): void {
    this.#agent = agentOf(tls);
  }

  async json<T>(path: string, options: HttpOptions = {}): Promise<T> {
    return JSON.parse((await this.bytes(path, options)).toString()) as T;
  }

  /** The whole body. @throws HttpFailure */
  async bytes(path: string, options: HttpOptions = {}, limitBytes = BODY_BYTES): Promise<Buffer> {
    const response = await this.open(path, options);
    const source =
      options.packed && response.headers["content-encoding"] === "br" ? await unpacking(response) : response;
    const body = await read(response, source, limitBytes, options.bodyMs ?? BODY_MS);
    if ([200, 201, 202].includes(response.statusCode ?? 0)) return body;
    throw failureOf(response, body);
  }

  /** The answer with its body still to be read, whatever its status. @throws HttpFailure where there was none */
  async open(path: string, options: HttpOptions = {}): Promise<IncomingMessage> {
    if (options.signal?.aborted) throw new HttpFailure(0, "stopped");
    const first = await this.#send(path, options);
    // A kept connection may be closed by the server at the moment of its use; every request of ours may be sent twice.
    const answer = first === "stale" ? await this.#send(path, options) : first;
    if (answer === "stale")
      throw new HttpFailure(0, `${this.#base.origin} cannot be reached: it closes every connection`);
    return answer;
  }

  #send(path: string, options: HttpOptions) {
    const { method = "GET", headers = {}, body, signal, idleMs = 30_000, bodyIdleMs, headMs = HEAD_MS } = options;
    const url = new URL(path.replace(/^\//, ""), this.#base);
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    return new Promise<IncomingMessage | "stale">((resolve, reject) => {
      let answer: IncomingMessage | undefined;
      // Not Node's own `signal`: where the whole answer has arrived but was not read, it destroys a socket that is back in the
      // pool and listens to nobody, and the error is nobody's.
      const stop = () => (answer ? answer.destroy() : request.destroy());
      signal?.addEventListener("abort", stop, { once: true });
      let late: NodeJS.Timeout | undefined;
      const request = httpsRequest(url, {
        method,
        agent: this.#agent,
        timeout: idleMs,
        headers: {
          ...(options.packed ? { "accept-encoding": "br" } : {}),
          ...(bytes ? { "content-type": "application/json", "content-length": bytes.length } : {}),
          ...headers,
        },
      });
      // From when it has a connection: before that it waits for others of our own.
      request.once("socket", () => {
        const tooLate = () => request.destroy(new Error(`no whole answer in ${headMs / 1000} s`));
        late = setTimeout(tooLate, headMs + (bytes?.length ?? 0));
      });
      request.once("close", () => clearTimeout(late));
      request.once("response", (response) => {
        clearTimeout(late);
        if (bodyIdleMs !== undefined) request.setTimeout(bodyIdleMs);
        // Whoever reads the body hears of its end; a reader that has left must not bring the agent down.
        response.on("error", () => undefined);
        response.once("close", () => signal?.removeEventListener("abort", stop));
        answer = response;
        resolve(response);
      });
      request.once("timeout", () => request.destroy(new Error(`no answer for ${idleMs / 1000} s`)));
      request.on("error", (error: NodeJS.ErrnoException) => {
        signal?.removeEventListener("abort", stop);
        if (signal?.aborted) return reject(new HttpFailure(0, "stopped"));
        if (request.reusedSocket && ["ECONNRESET", "EPIPE"].includes(error.code ?? "")) return resolve("stale");
        reject(new HttpFailure(0, `${url.origin} cannot be reached: ${wordsOf(error)}`));
      });
      request.end(bytes);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A peer's key is for one cast, and no session of it is kept. */
function agentOf(tls: AgentOptions): Agent {
  return tls.maxCachedSessions === 0 ? new Agent({ ...KEPT, ...tls }) : new ResumingAgent({ ...KEPT, ...tls });
}

/** An AggregateError (every address refused) has no message of its own. */
function wordsOf(error: NodeJS.ErrnoException & { errors?: Error[] }): string {
  return (
    tlsWords(error.code, Date.now()) || error.message || error.errors?.[0]?.message || error.code || "no reason given"
  );
}

/** Its buffers are small and its window 16 MiB at most (RFC 7932, 9.1), however little it was packed from. */
async function unpacking(response: IncomingMessage): Promise<Readable> {
  // Loaded with the first answer that is packed.
  const { createBrotliDecompress } = await import("node:zlib");
  // What goes wrong with either is heard by whoever reads.
  return pipeline(response, createBrotliDecompress(), () => undefined);
}

async function read(response: IncomingMessage, source: Readable, limitBytes: number, bodyMs: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const began = performance.now();
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limitBytes) {
        source.destroy();
        response.destroy();
        throw new HttpFailure(response.statusCode ?? 0, `the answer is longer than ${limitBytes} bytes`);
      }
      chunks.push(chunk);
      if (performance.now() - began > bodyMs + length) throw new Error(`${length} bytes took too long`);
    }
  } catch (error) {
    if (error instanceof HttpFailure) throw error;
    throw new HttpFailure(0, `the answer was cut: ${(error as Error).message}`);
  }
  return Buffer.concat(chunks);
}

export function failureOf(response: IncomingMessage, body: Buffer): HttpFailure {
  const seconds = Number(response.headers["retry-after"]);
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined;
  try {
    const problem = JSON.parse(body.toString()) as Problem;
    if (problem.type !== `urn:shoal:error:${problem.code}`) throw new Error("a proxy's own words");
    return new HttpFailure(
      response.statusCode ?? 0,
      `${problem.title}${problem.detail ? `: ${problem.detail}` : ""}`,
      problem.code,
      retryAfterMs,
    );
  } catch {
    const { location } = response.headers;
    return new HttpFailure(
      response.statusCode ?? 0,
      `the server answered ${response.statusCode}${location ? ` and sends to ${location.slice(0, 200)}` : ""}`,
      undefined,
      retryAfterMs,
    );
  }
}
