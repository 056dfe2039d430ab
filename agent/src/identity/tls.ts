import type { AgentOptions } from "node:https";
import { SERVER_NAME } from "@shoal/protocol/identity/names";
import type { Identity } from "./identity.ts";

// Without `import`: that reads every export of the module, and one of them is the list of all public authorities as text.
const { createSecureContext } = process.getBuiltinModule("node:tls");

/** How this device believes its server, and proves itself where it has a certificate: its own authority only, by one name. */
export function tlsOf(
  identity: Pick<Identity, "trust"> & Partial<Pick<Identity, "key" | "certificate">>,
): AgentOptions {
  const { trust, key, certificate } = identity;
  const own = key !== undefined && certificate !== undefined ? { key, cert: certificate } : {};
  return {
    secureContext: createSecureContext({ ca: trust.cas.map(pemOf), minVersion: "TLSv1.3", ...own }),
    // What the name in its certificate is compared with, whatever address it is reached at.
    servername: SERVER_NAME,
  };
}

/** @throws Error where a server is asked for in another way than by TLS */
export function refusePlain(server: string): void {
  if (!server.startsWith("https://"))
    throw new Error(`agents speak TLS, so the server is https://…, as shoal device token prints it; not ${server}`);
}

/** For the trust document alone, whose digest is known: nobody is believed by it, and it is told nothing. */
export function unbelievingTls(): AgentOptions {
  return { rejectUnauthorized: false, servername: SERVER_NAME, minVersion: "TLSv1.3", ca: [] };
}

function pemOf(der: string): string {
  return `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)!.join("\n")}\n-----END CERTIFICATE-----\n`;
}

/** Why TLS did not come about, in words, where the reason is one that a person can do something about. */
export function tlsWords(code: string | undefined, nowMs: number): string | undefined {
  const clock = `this device's clock says ${new Date(nowMs).toISOString()}; where that is wrong, set it`;
  switch (code) {
    case "CERT_NOT_YET_VALID":
      return `the server's certificate is not valid yet: ${clock}`;
    case "CERT_HAS_EXPIRED":
      return `the server's certificate has expired: ${clock}`;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "CERT_SIGNATURE_FAILURE":
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return "what answers there is not the server that this device is pinned to: another one, or somebody in between";
    default:
      return undefined;
  }
}
