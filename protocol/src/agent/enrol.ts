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

/** The keys that an agent is pinned to. Its SHA-256 over deterministic CBOR is part of the enrolment token. */
export const Trust = Type.Object(
  {
    format: Type.Literal(1),
    taskKeys: Type.Array(PublicKeyEntry, { minItems: 1, maxItems: 8 }),
    /** The root.json of TUF that agents start from; whatever comes after it, they follow by TUF alone. */
    root: Type.String({ maxLength: LIMITS.trustRootBytes }),
  },
  closed,
);
export type Trust = Static<typeof Trust>;

/** Token: `shoal1.<secret, base64url of 24 bytes>.<SHA-256 of the encoded trust, base64url>`. */
export const EnrolRequest = Type.Object(
  {
    token: Type.String({ minLength: 10, maxLength: 200 }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    inventory: Inventory,
  },
  closed,
);
export type EnrolRequest = Static<typeof EnrolRequest>;

export const EnrolAnswer = Type.Object(
  {
    deviceId: Type.String(),
    /** Bearer secret of this device, shown once. */
    deviceToken: Type.String(),
    trust: Trust,
  },
  closed,
);
export type EnrolAnswer = Static<typeof EnrolAnswer>;
