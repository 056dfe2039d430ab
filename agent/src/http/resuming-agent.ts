import { Agent, type RequestOptions } from "node:https";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";

/**
 * Connections to one server that resume the TLS session before them, so that a server that starts again under ten thousand agents checks
 * no signature of theirs. Node's own cache of sessions forgets one with each connection that fails, and while a server is away all do.
 */
export class ResumingAgent extends Agent {
  #session: Buffer | undefined;

  override createConnection(
    options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const resumed = this.#session ? { ...options, session: this.#session } : options;
    const socket = super.createConnection(resumed, callback) as TLSSocket;
    socket.on("session", (session) => {
      this.#session = session;
    });
    // Not where it was the network: what TLS itself does not like is not offered again.
    socket.once("error", ({ code }: NodeJS.ErrnoException) => {
      if (code?.startsWith("ERR_SSL_")) this.#session = undefined;
    });
    return socket;
  }
}
