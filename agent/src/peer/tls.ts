import { constants, randomBytes } from "node:crypto";
import type { ConnectionOptions, TLSSocket, TlsOptions } from "node:tls";
import { isSessionId } from "@shoal/protocol/peer/path";

const KEY_BYTES = 32;

/**
 * TLS by a key that both ends have: no certificates, nobody to trust. The one suite exchanges keys by ECDHE, so that a
 * key that leaks later opens nothing that was recorded (RFC 5489, RFC 7905). It is TLS 1.2 because Node has keys of one's own
 * only there.
 */
const COMMON = {
  ciphers: "ECDHE-PSK-CHACHA20-POLY1305",
  minVersion: "TLSv1.2",
  maxVersion: "TLSv1.2",
  // A resumed connection would not show the key again, a renegotiated one might show another.
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
} as const;

/** @param known is told which session a connection has named; it has shown the key when the handshake is over */
export function serverTls(
  keyOf: (sessionId: string) => Uint8Array | undefined,
  known: (socket: TLSSocket, sessionId: string) => void,
): TlsOptions {
  return {
    ...COMMON,
    pskCallback(socket, identity) {
      const key = isSessionId(identity) ? keyOf(identity) : undefined;
      // RFC 4279 2: a stranger cannot tell an unknown session from a wrong key.
      if (!key) return randomBytes(KEY_BYTES);
      known(socket, identity);
      return key;
    },
  };
}

export function clientTls(sessionId: string, key: Uint8Array): ConnectionOptions {
  return {
    ...COMMON,
    pskCallback: () => ({ identity: sessionId, psk: key }),
    // There is no certificate; who has the key is right.
    checkServerIdentity: () => undefined,
  };
}
