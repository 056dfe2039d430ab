import { EventEmitter } from "node:events";
import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { AgentMessage, type ServerMessage } from "@shoal/protocol/agent/messages";
import { SOCKET_PROTOCOL } from "@shoal/protocol/agent/socket";
import { ERRORS, type ErrorCode } from "@shoal/protocol/errors/catalogue";
import { problem } from "@shoal/protocol/errors/problem";
import { LIMITS } from "@shoal/protocol/limits";
import { Compile } from "typebox/compile";
import { type WebSocket, WebSocketServer } from "ws";
import { Refusal } from "../http/refusal.ts";

const checkMessage = Compile(AgentMessage);
const RING = JSON.stringify({ type: "ring" } satisfies ServerMessage);
/** Sockets that are rung in one turn, so that ringing ten thousand does not hold everything else up. */
const RINGS_PER_TURN = 500;

interface Connection {
  socket: WebSocket;
  /** Heard from since the last ping. */
  alive: boolean;
}

export interface HubEvents {
  connect: [deviceId: string];
  disconnect: [deviceId: string];
  message: [deviceId: string, message: AgentMessage];
}

/**
 * The agents' sockets: doorbell, presence, and the wire that pushes go down. One connection a device; a newer one takes
 * the place of the older.
 */
export class AgentHub extends EventEmitter<HubEvents> {
  readonly #connections = new Map<string, Connection>();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.socketTextBytes,
    perMessageDeflate: false,
    handleProtocols: () => SOCKET_PROTOCOL,
  });
  readonly #pings: NodeJS.Timeout;

  constructor() {
    super();
    this.#pings = setInterval(() => this.#ping(), LIMITS.socketPingMs);
    this.#pings.unref();
  }

  /** Answers upgrade requests for the agents' path; `identify` says which device a request is from, or throws a refusal. */
  attach(http: HttpServer, path: string, identify: (request: IncomingMessage) => Promise<string>): void {
    http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on("error", () => socket.destroy());
      const refuse = (code: ErrorCode, detail?: string) => {
        const body = JSON.stringify(problem(code, detail));
        const head = `HTTP/1.1 ${ERRORS[code].status} ${ERRORS[code].title}\r\ncontent-type: application/problem+json`;
        socket.end(`${head}\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      };
      if (request.url?.split("?")[0] !== path) return void refuse("not-found", request.url);
      const offered = request.headers["sec-websocket-protocol"]?.split(",").map((each) => each.trim());
      if (!offered?.includes(SOCKET_PROTOCOL))
        return void refuse("bad-request", `the subprotocol is ${SOCKET_PROTOCOL}`);
      identify(request).then(
        (deviceId) => this.#server.handleUpgrade(request, socket, head, (ws) => this.#connected(deviceId, ws)),
        (error) => (error instanceof Refusal ? refuse(error.code, error.detail) : refuse("unavailable")),
      );
    });
  }

  isOnline(deviceId: string): boolean {
    return this.#connections.has(deviceId);
  }

  online(): IterableIterator<string> {
    return this.#connections.keys();
  }

  get size(): number {
    return this.#connections.size;
  }

  /** Tells devices to look. Those that are away find out when they check in. */
  ring(deviceIds: Iterable<string>): void {
    const waiting = [...deviceIds];
    const turn = () => {
      for (const deviceId of waiting.splice(0, RINGS_PER_TURN)) this.#connections.get(deviceId)?.socket.send(RING);
      if (waiting.length > 0) setImmediate(turn);
    };
    turn();
  }

  send(deviceId: string, message: ServerMessage): void {
    this.#connections.get(deviceId)?.socket.send(JSON.stringify(message));
  }

  /** @param done called when the frame was handed to the operating system, or with the error that prevented it */
  sendBinary(deviceId: string, frame: Uint8Array, done: (error?: Error) => void): void {
    const connection = this.#connections.get(deviceId);
    if (!connection) {
      done(new Error("not connected"));
      return;
    }
    connection.socket.send(frame, { binary: true }, (error) => done(error ?? undefined));
  }

  /** Bytes that were sent but not yet taken by the operating system. */
  bufferedBytes(deviceId: string): number {
    return this.#connections.get(deviceId)?.socket.bufferedAmount ?? 0;
  }

  /** Cuts a device off at once, for example when it was revoked: nothing of what it says is heard any more. */
  drop(deviceId: string): void {
    this.#connections.get(deviceId)?.socket.terminate();
  }

  async close(): Promise<void> {
    clearInterval(this.#pings);
    for (const { socket } of this.#connections.values()) socket.close(1001, "the server is stopping");
    for (let waited = 0; this.#connections.size > 0 && waited < 20; waited++)
      await new Promise((resolve) => setTimeout(resolve, 25));
    for (const { socket } of this.#connections.values()) socket.terminate();
    this.#server.close();
  }

  #connected(deviceId: string, socket: WebSocket): void {
    const connection: Connection = { socket, alive: true };
    const before = this.#connections.get(deviceId);
    this.#connections.set(deviceId, connection);
    if (before) {
      before.socket.close(4000, "a newer connection of this device took its place");
      this.emit("disconnect", deviceId);
    }
    socket.on("error", () => socket.terminate());
    socket.on("pong", () => {
      connection.alive = true;
    });
    socket.on("message", (data, binary) => {
      connection.alive = true;
      const message = binary ? undefined : parse(data.toString());
      if (!message) return socket.close(1007, "not a message of this protocol");
      this.emit("message", deviceId, message);
    });
    socket.on("close", () => {
      if (this.#connections.get(deviceId) !== connection) return;
      this.#connections.delete(deviceId);
      this.emit("disconnect", deviceId);
    });
    this.emit("connect", deviceId);
  }

  #ping(): void {
    for (const connection of this.#connections.values()) {
      if (!connection.alive) connection.socket.terminate();
      else {
        connection.alive = false;
        connection.socket.ping();
      }
    }
  }
}

function parse(text: string): AgentMessage | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return checkMessage.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
