import type { Server } from "node:http";
import { Server as TlsServer } from "node:tls";
import type { FastifyBaseLogger } from "fastify";
import type { ServerOptions } from "./options.ts";
import { OPERATOR_TLS, type OperatorTls, operatorTls } from "./tls.ts";

const LOOK_MS = 60_000;

/**
 * Shows operators the certificate that its file has by now: what renews certificates replaces the file, and nobody should have to start
 * the server again for it. A pair that cannot be used is told of, and the one before it is shown on. @returns what ends it
 */
export function followTls(
  server: Server,
  options: ServerOptions,
  { first, log }: { first: OperatorTls; log: FastifyBaseLogger },
): () => void {
  let shown = first;
  let refused: string | undefined;
  const look = setInterval(() => {
    try {
      const { cert, key } = operatorTls(options) ?? first;
      if (cert === shown.cert && key === shown.key) return;
      // Throws before it is shown where the two do not belong together: one file may have been replaced and the other not yet.
      if (server instanceof TlsServer) server.setSecureContext({ cert, key, minVersion: OPERATOR_TLS });
      shown = { cert, key };
      refused = undefined;
      log.info("operators are shown the certificate that is in its file now");
    } catch (error) {
      const { message } = error as Error;
      if (message !== refused)
        log.error({ err: error }, "the certificate for operators cannot be used; the one before it is shown");
      refused = message;
    }
  }, LOOK_MS).unref();
  return () => clearInterval(look);
}
