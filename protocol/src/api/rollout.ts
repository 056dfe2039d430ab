import Type, { type Static } from "typebox";
import { RolloutRing } from "../rollout/ring.ts";
import { RING_STATES, ROLLOUT_STATES } from "../rollout/state.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0 });

/** What a ring is judged by: its plan with everything that was left out. */
const Thresholds = Type.Object(
  {
    successPercent: Type.Number(),
    endedPercent: Type.Number(),
    errors: Type.String({ description: "In words: at most 5 % may fail" }),
    onErrors: Type.String(),
    sample: Type.Integer(),
    soakMs: Type.Integer(),
    timeoutMs: Type.Optional(Type.Integer()),
    onTimeout: Type.String(),
    next: Type.String(),
    approvals: Type.Integer(),
  },
  closed,
);

export const RolloutRingRow = Type.Object(
  {
    plan: RolloutRing,
    thresholds: Thresholds,
    state: Type.Enum(RING_STATES),
    devices: Count,
    /** Still to end, not handed out yet included. */
    open: Count,
    succeeded: Count,
    /** Those whose last attempt failed. */
    failed: Count,
    /** Not applicable, cancelled, superseded or expired: they do not count. */
    neutral: Count,
    /** So many of those that count must have ended. */
    needed: Count,
    openedMs: Type.Optional(TimeMs),
    goodSinceMs: Type.Optional(TimeMs),
    doneMs: Type.Optional(TimeMs),
    timeoutAtMs: Type.Optional(TimeMs),
  },
  closed,
);
export type RolloutRingRow = Static<typeof RolloutRingRow>;

export const RolloutDetail = Type.Object(
  {
    taskId: Type.String(),
    state: Type.Enum(ROLLOUT_STATES),
    sinceMs: TimeMs,
    /** Why it stands where it does. */
    why: Type.String(),
    /** What a person can do, one line each. */
    next: Type.Array(Type.String()),
    startedBy: Type.String(),
    /** Who has agreed that the next ring opens. */
    approvals: Type.Array(Type.String()),
    dynamic: Type.Boolean(),
    /** Targets that are in no ring. */
    leftOut: Count,
    /** When the server decides something although nothing happens. */
    deadlineMs: Type.Optional(TimeMs),
    rings: Type.Array(RolloutRingRow),
  },
  closed,
);
export type RolloutDetail = Static<typeof RolloutDetail>;
