import Type, { type Static } from "typebox";
import { CertificateRequest } from "../agent/enrol.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

/** A proxy in front of the agents' listener; the name is for people. */
export const ProxyCertificateSpec = Type.Object(
  { name: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,63}$" }), csr: CertificateRequest },
  closed,
);
export const ProxyCertificateMade = Type.Object(
  {
    certificate: Type.String({ description: "PEM" }),
    authorities: Type.String({ description: "PEM; whom the proxy believes that it speaks with this server" }),
    expiresMs: TimeMs,
  },
  closed,
);
export type ProxyCertificateMade = Static<typeof ProxyCertificateMade>;

export const ProxyRow = Type.Object(
  {
    name: Type.String(),
    fingerprint: Type.String({ description: "SHA-256 of its key" }),
    createdMs: TimeMs,
    createdBy: Type.String(),
    expiresMs: TimeMs,
    revokedMs: Type.Optional(TimeMs),
  },
  closed,
);
export type ProxyRow = Static<typeof ProxyRow>;
export const ProxyRevoked = Type.Object({ revoked: Type.Integer({ description: "Certificates" }) }, closed);
