import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { bytesOfRuns } from "@shoal/core/content/byte-range";
import { type PieceRun, PieceSet } from "@shoal/core/content/piece-set";
import { LIMITS } from "@shoal/protocol/limits";
import type { PeerHave } from "@shoal/protocol/peer/have";
import { formatRun, parsePeerPath, RUN_HEADER } from "@shoal/protocol/peer/path";
import { RateGate } from "../fetch/rate-gate.ts";
import { Slots } from "./slots.ts";
import type { PeerPieces, PeerStore } from "./store.ts";
import { streamPieces } from "./stream.ts";
import { serverTls } from "./tls.ts";
import { Upload } from "./upload.ts";

export interface PeerServerOptions {
  store: PeerStore;
  /** The 32-byte key of a session that this device takes part in. */
  keyOf: (sessionId: string) => Uint8Array | undefined;
  /** Where it listens; default: every address of this device. */
  address?: string;
  /** Default: one that is free. */
  port?: number;
  gate?: RateGate;
  /** Ceiling of what is sent; default: none. Asked before each piece. */
  rateBytesPerSecond?: () => number;
  takeMs?: number;
  idleMs?: number;
  beatMs?: number;
}

export interface PeerServer {
  readonly address: string;
  readonly port: number;
  /** Ends what runs for a session; its key must be gone before, or its devices come back. */
  drop(sessionId: string): void;
  close(): Promise<void>;
}

/** Gives this device's verified pieces to others that have the session's key. @throws Error where it cannot listen */
export async function servePeers(options: PeerServerOptions): Promise<PeerServer> {
  const { store, keyOf } = options;
  const sessions = new WeakMap<object, string>();
  const sockets = new Set<Socket>();
  const connections = new Slots(LIMITS.peerConnections, LIMITS.peerConnectionsPerAddress);
  const uploads = new Slots(LIMITS.peerUploads, LIMITS.peerUploadsPerAddress);
  const sending = {
    gate: options.gate ?? new RateGate(),
    rateBytesPerSecond: options.rateBytesPerSecond ?? (() => 0),
    takeMs: options.takeMs ?? LIMITS.peerTakeMs,
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = parsePeerPath(request.url ?? "", LIMITS.peerWantRuns);
    if (request.method !== "GET") return refuse(response, 405);
    if (!asked) return refuse(response, 400);
    const { session } = asked;
    const pieces = keyOf(session) && store.pieces(session);
    // A key opens its own session and no other.
    if (!pieces || sessions.get(request.socket) !== session) return refuse(response, 404);
    if (asked.ask === "have") return sendHave(response, pieces);
    const open = () => store.pieces(session) === pieces;
    const leave = uploads.take(addressOf(request.socket));
    if (!leave) return refuse(response, 503);
    // The place is free when the last byte is gone, not when it was written.
    response.once("close", leave);
    const upload = new Upload(response, sending);
    if (asked.ask === "pieces") return await sendRun(response, upload, pieces, asked.run, open);
    const want = wanted(pieces, asked.want);
    if (!want) return refuse(response, 416);
    response.writeHead(200, { "content-type": "application/octet-stream" }).flushHeaders();
    const { idleMs = LIMITS.peerStreamIdleMs, beatMs = LIMITS.peerBeatMs } = options;
    await streamPieces(upload, pieces, want, { open, idleMs, beatMs });
  };

  const server = createServer(
    {
      ...serverTls(keyOf, (socket, session) => sessions.set(socket, session)),
      handshakeTimeout: LIMITS.peerHandshakeMs,
      headersTimeout: LIMITS.requestHeadersMs,
      requestTimeout: LIMITS.requestHeadersMs,
      connectionsCheckingInterval: LIMITS.peerIdleMs,
      keepAliveTimeout: LIMITS.peerIdleMs,
      maxHeaderSize: LIMITS.peerRequestBytes,
    },
    (request, response) => {
      response.on("error", () => undefined);
      // The disk, or a bug: whoever asked sees that it was cut, and asks another.
      answer(request, response).catch(() => response.destroy());
    },
  );
  server.prependListener("connection", (socket: Socket) => {
    const leave = connections.take(addressOf(socket));
    if (!leave) return void socket.destroy();
    sockets.add(socket);
    socket.once("close", () => {
      sockets.delete(socket);
      leave();
    });
  });
  const secured = new Set<TLSSocket>();
  server.on("secureConnection", (socket: TLSSocket) => {
    secured.add(socket);
    socket.once("close", () => secured.delete(socket));
  });
  // Strangers are not answered, neither those without the key nor those without HTTP.
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  server.on("clientError", (_error, socket) => socket.destroy());
  const { address, port } = await listen(server, options.port ?? 0, options.address);
  return {
    address,
    port,
    drop(sessionId) {
      for (const socket of secured) if (sessions.get(socket) === sessionId) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function refuse(response: ServerResponse, status: number): void {
  if (status === 503) response.setHeader("retry-after", Math.ceil(LIMITS.peerRetryMs / 1000));
  response.writeHead(status, { "content-length": 0 }).end();
}

function sendHave(response: ServerResponse, { sizeBytes, has }: PeerPieces): void {
  const have: PeerHave = { sizeBytes, runs: has.runs(LIMITS.peerHaveRuns) };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(have));
}

/** The first stretch of the run that is here. */
async function sendRun(
  response: ServerResponse,
  upload: Upload,
  pieces: PeerPieces,
  [first, count]: PieceRun,
  open: () => boolean,
): Promise<void> {
  const { has, sizeBytes } = pieces;
  const from = has.next(first);
  if (from === undefined || from >= first + count) return refuse(response, 404);
  const most = Math.min(first + count, from + LIMITS.peerRunPieces);
  let end = from + 1;
  while (end < most && has.has(end)) end++;
  const run: PieceRun = [from, end - from];
  response.writeHead(200, {
    "content-type": "application/octet-stream",
    "content-length": bytesOfRuns([run], sizeBytes),
    [RUN_HEADER]: formatRun(run),
  });
  for (let index = from; index < end; index++) {
    const bytes = open() ? await pieces.read(index) : undefined;
    if (!bytes) return upload.cut();
    if (!(await upload.send(bytes))) return;
  }
  upload.end();
}

/** @returns undefined where a run is outside the blob */
function wanted({ has }: PeerPieces, runs: readonly PieceRun[]): PieceSet | undefined {
  try {
    return PieceSet.fromRuns(has.count, runs);
  } catch {
    return undefined;
  }
}

/** One name for an address, whether it came by an IPv4 socket or by one for both (RFC 4291 2.5.5.2). */
function addressOf(socket: Socket): string {
  return (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
}

async function listen(server: Server, port: number, address?: string): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => {
      server.off("error", reject);
      // One connection that could not be taken ends nothing.
      server.on("error", () => undefined);
      resolve();
    });
  });
  return server.address() as AddressInfo;
}
