import Type, { type Static } from "typebox";
import { Inventory } from "../device/platform.ts";
import { LIMITS } from "../limits.ts";

const closed = { additionalProperties: false } as const;

export const PublicKeyEntry = Type.Object(
  {
    keyId: Type.String({ pattern: "^[0-9a-f]{16}$" }),
    key: Type.String({ pattern: "^[A-Za-z0-9_-]{43}$", description: "Raw Ed25519 public key, base64url" }),
  },
  closed,
);

/** What an agent is pinned to. Its SHA-256 over deterministic CBOR is part of the enrolment token. */
export const Trust = Type.Object(
  {
    format: Type.Literal(2),
    cas: Type.Array(Type.String({ maxLength: LIMITS.certificateChars }), {
      minItems: 1,
      maxItems: LIMITS.authorities,
      description: "Certificates of the server's authority, DER, base64; the one that issues first",
    }),
    taskKeys: Type.Array(PublicKeyEntry, { minItems: 1, maxItems: 8 }),
    /** The root.json of TUF that agents start from; whatever comes after it, they follow by TUF alone. */
    root: Type.String({ maxLength: LIMITS.trustRootBytes }),
  },
  closed,
);
export type Trust = Static<typeof Trust>;

/** SHA-256, base64url: of a trust document. */
export const TrustDigest = Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" });
/** `digest`: a trust document as it was when a token was made; without, as it is now. */
export const TrustQuery = Type.Object({ digest: Type.Optional(TrustDigest) }, closed);

/** A request for a certificate (PKCS#10), signed by a P-256 key that was made on the device. */
export const CertificateRequest = Type.String({
  pattern: "^[A-Za-z0-9+/]{40,}={0,2}$",
  maxLength: LIMITS.certificateChars,
  description: "PKCS#10, DER, base64",
});
/** X.509, PEM, its issuer left out: that is in the trust document. */
const Certificate = Type.String({ description: "PEM" });

/** Token: `shoal1.<secret, base64url of 24 bytes>.<SHA-256 of the encoded trust, base64url>`. */
export const EnrolRequest = Type.Object(
  {
    /** Without one it waits until a person agrees, or is let in as it was announced. */
    token: Type.Optional(Type.String({ minLength: 10, maxLength: 200 })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    inventory: Inventory,
    csr: CertificateRequest,
  },
  closed,
);
export type EnrolRequest = Static<typeof EnrolRequest>;

export const EnrolAnswer = Type.Object({ deviceId: Type.String(), certificate: Certificate }, closed);
export type EnrolAnswer = Static<typeof EnrolAnswer>;

/** Nobody has agreed yet; it asks again with the same key. */
export const EnrolWaiting = Type.Object(
  { waiting: Type.Literal(true), fingerprint: Type.String({ description: "What a person compares" }) },
  closed,
);
export type EnrolWaiting = Static<typeof EnrolWaiting>;

/** For a new key; the connection it is sent over shows the certificate of the old one. */
export const RenewRequest = Type.Object({ csr: CertificateRequest }, closed);
export const RenewAnswer = Type.Object({ certificate: Certificate }, closed);
export type RenewAnswer = Static<typeof RenewAnswer>;
