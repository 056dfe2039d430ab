import { Failure } from "../exit/failure.ts";

/** A request that got no answer: says whether nobody listens, the name is wrong, the certificate is, or time ran out. */
export function failureFromNetwork(error: unknown, server: string): Failure {
  const root = rootOf(error);
  const code = (root as NodeJS.ErrnoException).code ?? root.name;
  const [why, hint] = REASONS[root.message === "bad port" ? "bad port" : code] ?? [root.message, WHERE];
  return new Failure({ title: `The server at ${server} cannot be reached`, detail: why, hint, code: "unreachable" });
}

/** fetch() wraps the socket's error, and node the errors of all addresses that it tried. */
function rootOf(error: unknown): Error {
  let current = error instanceof Error ? error : new Error(String(error));
  for (let depth = 0; depth < 8; depth++) {
    const next = current instanceof AggregateError ? current.errors[0] : current.cause;
    if (!(next instanceof Error)) return current;
    current = next;
  }
  return current;
}

const CERTIFICATE =
  "Check the address, or make Node trust the authority that signed it: NODE_EXTRA_CA_CERTS=/path/to/ca.pem";
const WHERE = "Say where the server is: --server URL or SHOAL_SERVER, or shoal login URL.";
const REASONS: Record<string, readonly [why: string, hint: string]> = {
  "bad port": ["Port numbers like this one are kept for other protocols.", WHERE],
  ECONNREFUSED: [
    "Nothing listens there.",
    `Start one with: shoal server. Or: ${WHERE[0]!.toLowerCase()}${WHERE.slice(1)}`,
  ],
  ENOTFOUND: ["The name is not known.", WHERE],
  EAI_AGAIN: ["The name could not be looked up.", "Check the network and its DNS."],
  EHOSTUNREACH: ["No way leads there.", "Check the network, or the VPN."],
  ENETUNREACH: ["No way leads there.", "Check the network, or the VPN."],
  ETIMEDOUT: ["It did not answer in time.", "Check the network and firewalls in between."],
  UND_ERR_CONNECT_TIMEOUT: ["It did not answer in time.", "Check the network and firewalls in between."],
  UND_ERR_HEADERS_TIMEOUT: ["It took the request and said nothing.", "Look at the server's log."],
  TimeoutError: ["It took the request and said nothing in time.", "Look at the server's log."],
  ECONNRESET: ["The connection was cut.", "Try again; the server's log may say why."],
  EPIPE: ["The connection was cut.", "Try again; the server's log may say why."],
  UND_ERR_SOCKET: ["The connection was cut.", "Try again; the server's log may say why."],
  HPE_INVALID_CONSTANT: ["What answers there does not speak HTTP.", WHERE],
  ERR_SSL_WRONG_VERSION_NUMBER: [
    "What answers there does not speak TLS.",
    "Write http:// in front of the address instead.",
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["Its certificate is signed by itself.", CERTIFICATE],
  SELF_SIGNED_CERT_IN_CHAIN: ["Its certificate is signed by an authority that is not known here.", CERTIFICATE],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["Its certificate is signed by an authority that is not known here.", CERTIFICATE],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["Its certificate is signed by an authority that is not known here.", CERTIFICATE],
  CERT_HAS_EXPIRED: ["Its certificate has expired.", "Renew it on the server; check the clock of this machine too."],
  ERR_TLS_CERT_ALTNAME_INVALID: ["Its certificate is for another name.", CERTIFICATE],
};
