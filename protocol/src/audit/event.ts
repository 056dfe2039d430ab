import Type, { type Static } from "typebox";

export const AUDIT_WAYS = ["api", "cli", "files"] as const;
export type AuditWay = (typeof AUDIT_WAYS)[number];

/** One line of the audit trail: who did what to what, when, from where. Append-only. */
export const AuditEvent = Type.Object(
  {
    id: Type.Integer(),
    atMs: Type.Integer(),
    /** `operator:NAME`, `device:ID`, `server`. */
    actor: Type.String(),
    /** noun.verb in the past: `task.started`, `release.published`, `envelope.refused`. */
    what: Type.String(),
    /** The thing: `task:ID`, `release:NAME@VERSION`, `device:ID`. */
    subject: Type.String(),
    detail: Type.Record(Type.String(), Type.Unknown()),
    /** The address that it came from. */
    remote: Type.Optional(Type.String()),
    /** By which way a person's order came; `cli` is what the caller says of itself. */
    via: Type.Optional(Type.Enum(AUDIT_WAYS)),
    requestId: Type.Optional(Type.String()),
    /** SHA-256 over the hash of the entry before and this one's own fields, hexadecimal: `docs/how-to/audit.md`. */
    hash: Type.String(),
  },
  { additionalProperties: false },
);
export type AuditEvent = Static<typeof AuditEvent>;
