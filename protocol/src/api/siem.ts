import Type, { type Static } from "typebox";
import { SIEM_SENDS } from "./choices.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

const FeedName = Type.String({
  pattern: "^[a-z0-9][a-z0-9._-]{0,63}$",
  description: "Lower-case letters, digits, dot, dash, underscore",
});
export const FeedParams = Type.Object({ name: FeedName });

export type SiemSends = (typeof SIEM_SENDS)[number];
const Sends = Type.Enum(SIEM_SENDS as unknown as [SiemSends, ...SiemSends[]], {
  description: "The audit trail, events, or both",
});
const Format = Type.Enum(["syslog", "json"] as const);

export const FeedSpec = Type.Object(
  {
    name: FeedName,
    target: Type.String({
      minLength: 1,
      maxLength: 300,
      description: "udp://HOST, tcp://HOST:PORT, tls://HOST:PORT, or file: in the server's own folder",
    }),
    format: Type.Optional(Format),
    sends: Type.Optional(Sends),
    fromStart: Type.Optional(
      Type.Boolean({ description: "Everything that is still known, and not only what happens from now on" }),
    ),
  },
  closed,
);

/** A log system that is sent the audit trail and events. */
export const FeedRow = Type.Object(
  {
    name: Type.String(),
    target: Type.String(),
    format: Format,
    sends: Sends,
    /** Records that it has not got yet, as far as they are kept. */
    behind: Type.Integer(),
    sentMs: Type.Optional(TimeMs),
    /** Of the last time that it could not be reached. */
    failedMs: Type.Optional(TimeMs),
    failure: Type.Optional(Type.String()),
    createdMs: TimeMs,
    createdBy: Type.String(),
  },
  closed,
);
export type FeedRow = Static<typeof FeedRow>;

export const FeedTest = Type.Object({ sent: Type.Boolean(), error: Type.Optional(Type.String()) }, closed);
export type FeedTest = Static<typeof FeedTest>;
