import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import type { ServerOptions } from "node:https";
import type { Identity } from "@shoal/agent/identity/identity";
import { deviceUri } from "@shoal/protocol/identity/names";
import { generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { issueFor, issueServer, makeAuthority } from "@shoal/server/identity/issue";

/** An authority for one test, and what it has signed. */
export interface FakeTls {
  /** DER, base64. */
  cas: string[];
  /** Of a server that lets in nobody but its devices. */
  server: ServerOptions;
  device: Pick<Identity, "key" | "certificate">;
}

/** @param nowMs by which its certificates are valid */
export async function fakeTls(deviceId: string, nowMs = Date.now()): Promise<FakeTls> {
  const authority = await makeAuthority(nowMs);
  const { key, certificate } = await issueServer(authority, nowMs);
  const deviceKey = generateIdentityKey();
  const spki = createPublicKey(createPrivateKey(deviceKey)).export({ type: "spki", format: "der" });
  const signed = await issueFor(authority, new Uint8Array(spki), { deviceUri: deviceUri(deviceId) }, nowMs);
  return {
    cas: [new X509Certificate(authority.certificate).raw.toString("base64")],
    server: { key, cert: certificate, ca: authority.certificate, requestCert: true, minVersion: "TLSv1.3" },
    device: { key: deviceKey, certificate: signed },
  };
}
