import Type, { type Static } from "typebox";
import { SpanQuery, TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;
export const HistoryFormat = Type.Optional(Type.Enum(["json", "csv"] as const));

export const SuccessQuery = Type.Object(
  {
    ...SpanQuery,
    groupBy: Type.Optional(Type.Enum(["release", "platform"] as const)),
    package: Type.Optional(Type.String({ maxLength: 64 })),
    format: HistoryFormat,
  },
  closed,
);
/** Ended actions of a group; the rate is succeeded / (succeeded + failed), absent where neither happened. */
export const SuccessRow = Type.Object(
  {
    group: Type.String(),
    ended: Type.Integer(),
    succeeded: Type.Integer(),
    failed: Type.Integer(),
    notApplicable: Type.Integer(),
    other: Type.Integer(),
    rate: Type.Optional(Type.Number()),
    meanDurationMs: Type.Optional(Type.Integer()),
  },
  closed,
);
export type SuccessRow = Static<typeof SuccessRow>;

export const RankQuery = Type.Object(
  { ...SpanQuery, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })), format: HistoryFormat },
  closed,
);
export const SlowestRow = Type.Object(
  {
    deviceId: Type.String(),
    device: Type.String(),
    actions: Type.Integer(),
    meanDurationMs: Type.Integer(),
    maxDurationMs: Type.Integer(),
  },
  closed,
);
export const FailingRow = Type.Object(
  {
    deviceId: Type.String(),
    device: Type.String(),
    failed: Type.Integer(),
    ended: Type.Integer(),
    lastReason: Type.Optional(Type.String()),
    lastFailedMs: TimeMs,
  },
  closed,
);
export const StartedRow = Type.Object(
  {
    taskId: Type.String(),
    name: Type.String(),
    package: Type.String(),
    version: Type.String(),
    startedBy: Type.String(),
    startedMs: TimeMs,
    devices: Type.Integer(),
    succeeded: Type.Integer(),
    failed: Type.Integer(),
  },
  closed,
);

/** Everything that happened on one device, newest first. */
export const DeviceEventRow = Type.Object(
  { atMs: TimeMs, what: Type.String(), subject: Type.String(), text: Type.String() },
  closed,
);
export type DeviceEventRow = Static<typeof DeviceEventRow>;
