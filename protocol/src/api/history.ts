import Type, { type Static } from "typebox";
import { BytesBySource } from "../action/report.ts";
import { ActionState } from "../action/state-schema.ts";
import { FAILURES_BY } from "./choices.ts";
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
export type FailuresBy = (typeof FAILURES_BY)[number];
export const FailuresQuery = Type.Object(
  {
    ...RankQuery.properties,
    task: Type.Optional(Type.String({ pattern: "^[0-9]{1,15}$" })),
    by: Type.Optional(
      Type.Enum(FAILURES_BY as unknown as [FailuresBy, ...FailuresBy[]], {
        description: "What else but the cause tells two groups apart",
      }),
    ),
    standing: Type.Optional(
      Type.Boolean({ description: "Only those that were not tried again since: what is wrong now" }),
    ),
  },
  closed,
);
/** Failed actions of one cause. What is the same for all of them is named; how many different ones there are is counted. */
export const FailureRow = Type.Object(
  {
    code: Type.String(),
    exitCode: Type.Optional(Type.Integer()),
    /** The cause in words. */
    words: Type.String(),
    /** Actions: a device that was tried three times counts three times here, and once in `devices`. */
    failed: Type.Integer(),
    devices: Type.Integer(),
    firstMs: TimeMs,
    lastMs: TimeMs,
    variants: Type.Integer(),
    package: Type.Optional(Type.String()),
    variantId: Type.Optional(Type.String()),
    systems: Type.Integer(),
    os: Type.Optional(Type.String()),
    rings: Type.Integer(),
    ring: Type.Optional(Type.String()),
    /** The last one of them. */
    exampleDeviceId: Type.String(),
    exampleDevice: Type.String(),
    exampleActionId: Type.String(),
    exampleTaskId: Type.String(),
    /** What it is called, and what that is made of where nobody has given it a name. */
    exampleTask: Type.Object(
      {
        name: Type.String(),
        package: Type.String(),
        version: Type.String(),
        channel: Type.Optional(Type.String()),
      },
      closed,
    ),
    exampleDetail: Type.Optional(Type.String()),
    next: Type.String(),
  },
  closed,
);
export type FailureRow = Static<typeof FailureRow>;
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

export const DaysQuery = Type.Object(
  { days: Type.Optional(Type.Integer({ minimum: 1, maximum: 92, description: "Today included; default 28" })) },
  closed,
);
/** Actions that ended on one day, UTC, and the bytes that they took by where these came from. */
export const DayRow = Type.Object(
  {
    dayMs: TimeMs,
    ended: Type.Integer(),
    succeeded: Type.Integer(),
    failed: Type.Integer(),
    /** Of those that succeeded. */
    meanDurationMs: Type.Optional(Type.Integer()),
    bytes: BytesBySource,
  },
  closed,
);
export type DayRow = Static<typeof DayRow>;

/** Everything that happened on one device, newest first. */
export const DeviceEventRow = Type.Object(
  { atMs: TimeMs, what: Type.String(), subject: Type.String(), text: Type.String() },
  closed,
);
export type DeviceEventRow = Static<typeof DeviceEventRow>;

/** Everything that happened in one task, newest first. */
export const TaskEventRow = Type.Object(
  {
    id: Type.String(),
    atMs: TimeMs,
    what: Type.String({
      description: "A kind of the audit trail, or the state that a device came to: `action.failed`",
    }),
    text: Type.String({ description: "A sentence; empty where the state says it all" }),
    detail: Type.Optional(
      Type.String({ description: "Of the sentence, what the server says beside what its kind says: why, or by whom" }),
    ),
    reason: Type.Optional(Type.String({ description: "Why, in the words of whoever ordered it" })),
    devices: Type.Optional(Type.Integer({ description: "How many devices it was done with" })),
    actor: Type.Optional(Type.String({ description: "Who ordered it, or that the server did" })),
    deviceId: Type.Optional(Type.String()),
    device: Type.Optional(Type.String()),
    state: Type.Optional(ActionState),
  },
  closed,
);
export type TaskEventRow = Static<typeof TaskEventRow>;
