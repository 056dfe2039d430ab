import type { AgentMessage, ServerMessage } from "@shoal/protocol/agent/socket";
import { SOCKET_PROTOCOL } from "@shoal/protocol/agent/socket";
import { LIMITS } from "@shoal/protocol/limits";
import { WebSocket } from "ws";

export interface SocketEvents {
  open(send: (message: AgentMessage) => void): void;
  close(): void;
  message(message: ServerMessage): void;
  frame(bytes: Uint8Array): void;
}

const RETRY_FIRST_MS = 1000;
const RETRY_LAST_MS = 120_000;

/** The agent's one connection. It comes back by itself, at moments that chance spreads, and is cut when it falls silent. */
export class AgentSocket {
  readonly #url: string;
  readonly #token: string;
  readonly #events: SocketEvents;
  readonly #random: () => number;
  #socket: WebSocket | undefined;
  #retry: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #failures = 0;
  #stopped = false;

  constructor(options: { server: string; token: string; random: () => number; events: SocketEvents }) {
    this.#url = `${options.server.replace(/^http/, "ws").replace(/\/$/, "")}/agent/v1/socket`;
    this.#token = options.token;
    this.#events = options.events;
    this.#random = options.random;
  }

  get connected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  start(): void {
    if (this.#stopped) return;
    const socket = new WebSocket(this.#url, SOCKET_PROTOCOL, {
      headers: { authorization: `Bearer ${this.#token}` },
      perMessageDeflate: false,
      maxPayload: LIMITS.socketBinaryBytes,
      handshakeTimeout: 20_000,
    });
    this.#socket = socket;
    socket.on("open", () => {
      this.#failures = 0;
      this.#heard();
      this.#events.open((message) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
      });
    });
    socket.on("ping", () => this.#heard());
    socket.on("message", (data: Buffer, binary) => {
      this.#heard();
      if (binary) return this.#events.frame(data);
      try {
        this.#events.message(JSON.parse(data.toString()) as ServerMessage);
      } catch {
        socket.close(1007);
      }
    });
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      clearTimeout(this.#idle);
      this.#events.close();
      if (this.#stopped) return;
      const waitMs = Math.min(RETRY_FIRST_MS * 2 ** this.#failures++, RETRY_LAST_MS) * (0.5 + this.#random() / 2);
      this.#retry = setTimeout(() => this.start(), waitMs);
    });
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
