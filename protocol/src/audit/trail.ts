import Type, { type Static } from "typebox";
import { AuditEvent } from "./event.ts";

/** What a checkpoint vouches for. It is signed as deterministic CBOR in a COSE_Sign1 with {@link CHECKPOINT_CONTEXT}. */
export const Checkpoint = Type.Object(
  {
    format: Type.Literal(1),
    /** The entry up to which the trail is vouched for, and its hash, which stands for everything before it. */
    entry: Type.Integer({ minimum: 0 }),
    hash: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    atMs: Type.Integer(),
  },
  { additionalProperties: false },
);
export type Checkpoint = Static<typeof Checkpoint>;

export const CHECKPOINT_CONTEXT = "shoal/audit-checkpoint/1";

/** A checkpoint as it is kept: only `sealed` is believed, the rest is for people. */
export const SealedCheckpoint = Type.Object(
  {
    ...Checkpoint.properties,
    keyId: Type.String(),
    /** COSE_Sign1, base64url. */
    sealed: Type.String({ maxLength: 2000 }),
  },
  { additionalProperties: false },
);
export type SealedCheckpoint = Static<typeof SealedCheckpoint>;

/** The public key that checkpoints are signed with. */
export const AuditKey = Type.Object(
  { keyId: Type.String(), key: Type.String({ description: "Ed25519, raw, base64url" }) },
  { additionalProperties: false },
);

export type AuditKey = Static<typeof AuditKey>;

/**
 * The trail as JSON lines, oldest first: `trail` is the first line, `end` the last one, so that a file that was cut short is found out.
 */
export const TrailLine = Type.Union([
  Type.Object(
    {
      trail: Type.Object(
        {
          format: Type.Literal(1),
          key: AuditKey,
          /** The entry after which it begins: 0, or where retention has cut it, with a checkpoint of that entry. */
          after: Type.Integer({ minimum: 0 }),
          hash: Type.String(),
        },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object({ entry: AuditEvent }, { additionalProperties: false }),
  Type.Object({ checkpoint: SealedCheckpoint }, { additionalProperties: false }),
  Type.Object(
    {
      end: Type.Object(
        {
          /** Of the last entry; none where the server does not believe its own trail, and why. */
          checkpoint: Type.Optional(SealedCheckpoint),
          broken: Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
]);
export type TrailLine = Static<typeof TrailLine>;
