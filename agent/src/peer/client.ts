import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { type PieceRun, PieceSet } from "@shoal/core/content/piece-set";
import { pieceCount } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import { FrameReader } from "@shoal/protocol/peer/frame";
import { PeerHave } from "@shoal/protocol/peer/have";
import { parseRun, peerPath, RUN_HEADER } from "@shoal/protocol/peer/path";
import { Compile } from "typebox/compile";
import type { RateGate } from "../fetch/rate-gate.ts";
import { failureOf, HttpClient } from "../http/client.ts";
import { paced } from "../source/paced.ts";
import { readRun } from "../source/read-run.ts";
import type { RangeSource, RunEnd, Wanted } from "../source/source.ts";
import { clientTls } from "./tls.ts";
import { unstalled } from "./unstalled.ts";

export interface PeerAddress {
  address: string;
  port: number;
}

export interface PeerSourceOptions {
  peer: PeerAddress;
  sessionId: string;
  /** 32 bytes, the same that the peer has. */
  key: Uint8Array;
  gate: RateGate;
  /** Bytes a second as of now; 0 is no ceiling. */
  rateBytesPerSecond: () => number;
  stallMs?: number;
  /** A stream in which no piece came for this long is left, whatever else comes in it. */
  idleMs?: number;
  /** The address of this device to ask from, where it has several. */
  localAddress?: string;
}

/** `missing`: everything that the peer has of it came, and the rest it does not have. */
export interface PeerEnd extends RunEnd {
  /** It sent something else than the piece that it said it was: nobody should ask it again. */
  wrong?: { peer: PeerAddress; index: number };
}

/** One peer, asked for the pieces of one session's blob. Never throws. */
export interface PeerSource extends RangeSource<"peer"> {
  fetch(wanted: Wanted<"peer">, request: number, run: PieceRun, signal: AbortSignal): Promise<PeerEnd>;
  /** Each piece of `want` as soon as the peer has it; at most `LIMITS.peerWantRuns` runs of them are asked for. */
  stream(wanted: Wanted<"peer">, request: number, want: readonly PieceRun[], signal: AbortSignal): Promise<PeerEnd>;
  /** What the peer has of a blob of this size; undefined where it did not say. */
  have(sizeBytes: number, signal: AbortSignal): Promise<PieceRun[] | undefined>;
  close(): void;
}

const haveSchema = Compile(PeerHave);
/** Two numbers of six digits and their brackets for each run. */
const HAVE_BYTES = LIMITS.peerHaveRuns * 18 + 64;

export function peerSource(options: PeerSourceOptions): PeerSource {
  const { peer, sessionId, key, gate, rateBytesPerSecond, localAddress } = options;
  const { stallMs = LIMITS.peerStallMs, idleMs = LIMITS.peerStreamIdleMs + LIMITS.peerStallMs } = options;
  const host = peer.address.includes(":") ? `[${peer.address}]` : peer.address;
  const http = new HttpClient(`https://${host}:${peer.port}`, {
    ...clientTls(sessionId, key),
    maxCachedSessions: 0,
    ...(localAddress ? { localAddress } : {}),
  });

  const ask = async (path: string, signal: AbortSignal, read: (response: IncomingMessage) => Promise<PeerEnd>) => {
    try {
      const response = await http.open(path, { signal, idleMs: stallMs, bodyIdleMs: 0 });
      const refused = refusalOf(response);
      if (!refused) return await read(response);
      // A refusal has no body; its connection may be used again.
      if (response.headers["content-length"] === "0") await once(response.resume(), "close");
      else response.destroy();
      return refused;
    } catch (error) {
      return { outcome: "cut", detail: (error as Error).message } satisfies PeerEnd;
    }
  };
  const bodyOf = (response: IncomingMessage, wanted: Wanted<"peer">, request: number, signal: AbortSignal) =>
    paced(unstalled(response, stallMs), {
      gate,
      rateBytesPerSecond,
      heard: () => wanted.heard(request),
      signal,
    });
  const wrongAt = (index: number): PeerEnd => ({
    outcome: "cut",
    detail: `piece ${index} from ${host}:${peer.port} does not match the manifest`,
    wrong: { peer, index },
  });

  return {
    fetch: (wanted, request, run, signal) =>
      ask(peerPath({ ask: "pieces", session: sessionId, run }), signal, async (response) => {
        const sent = sentRun(response, run);
        if (!sent) {
          response.destroy();
          return { outcome: "cut", detail: `asked for ${run}, got ${response.headers[RUN_HEADER]}` };
        }
        let refused: number | undefined;
        const body = bodyOf(response, wanted, request, signal);
        const next = await readRun(body, sent, wanted.ref.sizeBytes, async (index, bytes) => {
          if (await wanted.keep("peer", index, bytes, request)) return true;
          refused = index;
          return false;
        });
        if (signal.aborted) return { outcome: "cut", detail: "stopped" };
        if (refused !== undefined) return wrongAt(refused);
        const left = sent[0] + sent[1] - next;
        if (left > 0) return { outcome: "cut", detail: `the answer ended ${left} pieces early` };
        if (sent[1] === run[1]) return { outcome: "done" };
        return { outcome: "missing", detail: `the peer has ${sent[1]} of ${run[1]} pieces` };
      }),

    stream(wanted, request, runs, signal) {
      const asked = runs.slice(0, LIMITS.peerWantRuns) as PieceRun[];
      return ask(peerPath({ ask: "stream", session: sessionId, want: asked }), signal, async (response) => {
        const { sizeBytes } = wanted.ref;
        const want = PieceSet.fromRuns(pieceCount(sizeBytes), asked);
        const frames = new FrameReader();
        let newMs = performance.now();
        for await (const chunk of bodyOf(response, wanted, request, signal)) {
          for (const { index, bytes } of frames.read(chunk)) {
            if (bytes.length === 0) {
              if (performance.now() - newMs >= idleMs) return { outcome: "cut", detail: "no piece came" };
              continue;
            }
            const kept = want.delete(index) && (await wanted.keep("peer", index, bytes, request));
            if (signal.aborted) return { outcome: "cut", detail: "stopped" };
            if (!kept) return wrongAt(index);
            newMs = performance.now();
          }
        }
        if (!frames.isBetween) return { outcome: "cut", detail: "the stream ended within a piece" };
        if (want.size === 0 && asked.length === runs.length) return { outcome: "done" };
        return { outcome: "missing", detail: `the stream ended before ${want.size} pieces` };
      });
    },

    async have(sizeBytes, signal) {
      try {
        const path = peerPath({ ask: "have", session: sessionId });
        const said = JSON.parse((await http.bytes(path, { signal, idleMs: stallMs }, HAVE_BYTES)).toString());
        if (!haveSchema.Check(said) || said.sizeBytes !== sizeBytes) return undefined;
        return PieceSet.fromRuns(pieceCount(sizeBytes), said.runs).runs();
      } catch {
        return undefined;
      }
    },

    close: () => http.close(),
  };
}

function refusalOf(response: IncomingMessage): PeerEnd | undefined {
  const { statusCode } = response;
  const detail = `the peer answered ${statusCode}`;
  if (statusCode === 200) return undefined;
  if (statusCode === 404) return { outcome: "missing", detail };
  const { retryAfterMs } = failureOf(response, Buffer.alloc(0));
  return { outcome: "cut", detail, ...(retryAfterMs ? { retryAfterMs } : {}) };
}

/** The run that the answer carries; undefined where it is not within the one that was asked for. */
function sentRun(response: IncomingMessage, [first, count]: PieceRun): PieceRun | undefined {
  const sent = parseRun(String(response.headers[RUN_HEADER]));
  return sent && sent[0] >= first && sent[0] + sent[1] <= first + count ? sent : undefined;
}
