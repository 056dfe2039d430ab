import type { Agent } from "node:https";
import type { AgentMessage, ServerMessage } from "@shoal/protocol/agent/socket";
import { SOCKET_PROTOCOL } from "@shoal/protocol/agent/socket";
import { LIMITS } from "@shoal/protocol/limits";
import { WebSocket } from "ws";
import type { Log } from "../log/log.ts";
import { retryWaitMs } from "./retry.ts";

export interface SocketEvents {
  open(send: (message: AgentMessage) => void): void;
  close(): void;
  message(message: ServerMessage): void;
  frame(bytes: Uint8Array): void;
}

const HELD_MS = 10_000;

/** The agent's one connection. It comes back by itself, at moments that chance spreads, and is cut when it falls silent. */
export class AgentSocket {
  readonly #url: string;
  readonly #connections: () => Agent;
  readonly #events: SocketEvents;
  readonly #random: () => number;
  readonly #log: Log;
  #socket: WebSocket | undefined;
  #retry: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** Since when there is no connection that held, by the process's own clock. */
  #awaySinceMs: number | undefined;
  #stopped = false;

  /** @param options.connections how the server proves itself, and this device */
  constructor(options: {
    server: string;
    connections: () => Agent;
    random: () => number;
    log: Log;
    events: SocketEvents;
  }) {
    this.#url = `${options.server.replace(/^http/, "ws").replace(/\/$/, "")}/agent/v1/socket`;
    this.#connections = options.connections;
    this.#events = options.events;
    this.#random = options.random;
    this.#log = options.log;
  }

  get connected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  start(): void {
    if (this.#stopped) return;
    const socket = new WebSocket(this.#url, SOCKET_PROTOCOL, {
      agent: this.#connections(),
      perMessageDeflate: false,
      maxPayload: LIMITS.socketBinaryBytes,
      handshakeTimeout: 20_000,
    });
    this.#socket = socket;
    let openedMs = Number.POSITIVE_INFINITY;
    socket.on("open", () => {
      openedMs = performance.now();
      this.#heard();
      this.#events.open((message) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
      });
    });
    socket.on("ping", () => this.#heard());
    socket.on("message", (data: Buffer, binary) => {
      this.#heard();
      try {
        if (binary) this.#events.frame(data);
        else this.#events.message(JSON.parse(data.toString()) as ServerMessage);
      } catch {
        // RFC 6455 7.4.1: data that is not what its type says.
        socket.close(1007);
      }
    });
    socket.on("error", (error) => {
      if (this.#awaySinceMs === undefined)
        this.#log.info(`no doorbell: ${error.message}; work is asked for by poll meanwhile`);
      socket.terminate();
    });
    socket.on("close", () => {
      clearTimeout(this.#idle);
      this.#events.close();
      if (this.#stopped) return;
      const nowMs = performance.now();
      // A server that accepts and closes at once is not there yet.
      if (nowMs - openedMs > HELD_MS) this.#awaySinceMs = undefined;
      this.#awaySinceMs ??= nowMs;
      const waitMs = retryWaitMs(nowMs - this.#awaySinceMs, this.#random);
      this.#retry = setTimeout(() => this.start(), waitMs);
    });
  }

  /** Comes back at once by a new connection, because this device proves itself by another key. */
  renew(): void {
    this.#awaySinceMs = undefined;
    this.#socket?.close(1000);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#idle);
    this.#socket?.terminate();
  }

  #heard(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#socket?.terminate(), LIMITS.socketIdleMs);
  }
}
