import Type, { type Static } from "typebox";

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
    remote: Type.Optional(Type.String()),
    requestId: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type AuditEvent = Static<typeof AuditEvent>;
