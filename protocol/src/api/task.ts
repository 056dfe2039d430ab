import Type, { type Static } from "typebox";
import { Reason } from "../action/reason.ts";
import { BytesBySource, InstallResult } from "../action/report.ts";
import { ActionState } from "../action/state-schema.ts";
import { Managed } from "../fleet/managed.ts";
import { LIMITS } from "../limits.ts";
import { RolloutRings } from "../rollout/ring.ts";
import { SettingsOverride } from "../settings/settings.ts";
import { RetryPolicy } from "../task/retry.ts";
import { Delivery, OrderKind, Priority, Targets, TaskKind, TaskState, Urgency } from "../task/task.ts";
import { PageQuery, SpanQuery, TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

/** What an action is for that stands in a task beside the one that the task is for. */
export const ACTION_ROLES = ["dependency", "replaced"] as const;
export type ActionRole = (typeof ACTION_ROLES)[number];

export const TaskRow = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: OrderKind,
    delivery: Delivery,
    urgency: Urgency,
    deadlineMs: Type.Optional(TimeMs),
    state: TaskState,
    package: Type.String(),
    version: Type.String({ description: "Of a rollback, the one that is taken back" }),
    channel: Type.Optional(Type.String({ description: "The channel that it follows" })),
    follows: Type.Optional(Type.String({ description: "The task whose place it took when the channel was moved" })),
    rollbackOf: Type.Optional(Type.String({ description: "The task that it takes back" })),
    createdMs: TimeMs,
    createdBy: Type.String(),
    startedMs: Type.Optional(TimeMs),
    startedBy: Type.Optional(Type.String()),
    expiresMs: Type.Optional(TimeMs),
    finishedMs: Type.Optional(TimeMs),
    /** Devices by the state of their last action; states without any are left out. */
    counts: Type.Record(Type.String(), Type.Integer()),
    managed: Type.Optional(Managed),
  },
  closed,
);
export type TaskRow = Static<typeof TaskRow>;

/** What a second person is asked. */
export const Approval = Type.Object(
  { askedBy: Type.String(), askedMs: TimeMs, devices: Type.Integer(), why: Type.String() },
  closed,
);
export type Approval = Static<typeof Approval>;
export const RejectSpec = Type.Object({ reason: Type.String({ minLength: 1, maxLength: LIMITS.reasonChars }) }, closed);

export const TaskDetail = Type.Object(
  {
    ...TaskRow.properties,
    approval: Type.Optional(Approval),
    targets: Targets,
    settings: SettingsOverride,
    lifeMs: Type.Integer(),
    bytes: BytesBySource,
    priority: Priority,
    dynamic: Type.Boolean(),
    keep: Type.Boolean({ description: "Where it disappears it is put back" }),
    /** Actions that are attempts after a first one. */
    retried: Type.Integer(),
    rings: Type.Optional(RolloutRings),
    retry: Type.Optional(RetryPolicy),
  },
  closed,
);
export type TaskDetail = Static<typeof TaskDetail>;
export const TaskQuery = Type.Object(
  { ...PageQuery, state: Type.Optional(TaskState), package: Type.Optional(Type.String({ maxLength: 64 })) },
  closed,
);
export const RetrySpec = Type.Object(
  {
    deviceIds: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        maxItems: 50_000,
        description: "Default: every device whose action failed",
      }),
    ),
  },
  closed,
);
export const Affected = Type.Object(
  { task: TaskRow, actions: Type.Integer({ description: "Actions that were made or ended" }) },
  closed,
);

export const PreviewRow = Type.Object(
  {
    deviceId: Type.String(),
    device: Type.String(),
    online: Type.Boolean(),
    variantId: Type.Optional(Type.String()),
    /** Why this variant, or why none. */
    why: Type.Array(Type.String()),
    /** Of this device's files, whole; caches and patches can only lessen it. */
    bytes: Type.Integer(),
    lastSeenMs: Type.Optional(TimeMs),
    installed: Type.Optional(
      Type.String({ description: "Version of the package that is there, as it was last proved" }),
    ),
    tasks: Type.Array(Type.String(), { description: "Other tasks that are not done with this device" }),
    needs: Type.Optional(
      Type.Array(Type.String(), { description: "What is installed before it, in order: `runtime 2.0`" }),
    ),
    unmet: Type.Optional(Type.String({ description: "Why what it needs is not there and cannot be installed for it" })),
  },
  closed,
);
export type PreviewRow = Static<typeof PreviewRow>;
/** A task that is under way and what it would be to the new one. */
export const PreviewConflict = Type.Object(
  {
    taskId: Type.String(),
    name: Type.String(),
    kind: TaskKind,
    package: Type.String(),
    version: Type.String(),
    priority: Priority,
    devices: Type.Integer({ description: "Devices that both reach" }),
    outcome: Type.Enum(["superseded", "holds", "beside"] as const, {
      description:
        "`superseded`: the new one takes its place there. `holds`: the new one would end there at once. `beside`: the device does both, one after the other",
    }),
  },
  closed,
);
export type PreviewConflict = Static<typeof PreviewConflict>;
export const Preview = Type.Object(
  {
    package: Type.String(),
    version: Type.String(),
    devices: Type.Integer(),
    /** Why it needs a second person to start; absent: it does not. */
    approval: Type.Optional(Type.String()),
    /** Devices that no variant is for. */
    without: Type.Integer(),
    /** Devices that do not have what it needs, and cannot get that for it. */
    unmet: Type.Integer(),
    offline: Type.Integer(),
    /** Devices that have this version already, as it was last proved. */
    already: Type.Integer(),
    /** Devices that other tasks are not done with. */
    twice: Type.Integer(),
    /** What the task carries over the network at most: every device by itself. */
    bytes: Type.Integer(),
    /** Over the WAN, where devices of a subnet or a site share one copy as their settings say. */
    wanBytes: Type.Integer(),
    byVariant: Type.Record(Type.String(), Type.Integer()),
    /** Open actions for the same package, which this task would supersede. */
    supersedes: Type.Integer(),
    /** Devices on which an open action of higher priority holds: this task would end there as superseded. */
    heldBack: Type.Integer(),
    /** How many devices each ring would have; of a task that has rings. */
    rings: Type.Optional(Type.Array(Type.Object({ name: Type.String(), devices: Type.Integer() }, closed))),
    /** Other tasks on the same devices, those that touch most devices first; cut at a limit. */
    conflicts: Type.Array(PreviewConflict),
    items: Type.Array(PreviewRow),
    /** The items are cut at this many. */
    truncated: Type.Boolean(),
  },
  closed,
);
export type Preview = Static<typeof Preview>;

export const ActionRow = Type.Object(
  {
    id: Type.String(),
    taskId: Type.String(),
    deviceId: Type.String(),
    device: Type.String(),
    subnet: Type.Optional(
      Type.String({
        description: "Of its device, as the inventory has it now; of several the first, IPv4 before IPv6",
      }),
    ),
    package: Type.String(),
    version: Type.String(),
    kind: TaskKind,
    delivery: Delivery,
    state: ActionState,
    step: Type.Integer(),
    variantId: Type.Optional(Type.String()),
    reason: Type.Optional(Reason),
    exitCode: Type.Optional(Type.Integer()),
    bytes: BytesBySource,
    createdMs: TimeMs,
    updatedMs: TimeMs,
    endedMs: Type.Optional(TimeMs),
    durationMs: Type.Optional(Type.Integer()),
    /** The person at the device who asked for it. */
    askedBy: Type.Optional(Type.String()),
    role: Type.Optional(
      Type.Enum(ACTION_ROLES, {
        description:
          "Absent: what the task is for. dependency: what that needs. replaced: what that takes the place of",
      }),
    ),
    /** How often people at the device have put it off. */
    deferrals: Type.Optional(Type.Integer()),
    /** How long it should take, as its device was told. */
    expectedMs: Type.Optional(Type.Integer()),
    retryOf: Type.Optional(Type.String()),
    attempt: Type.Integer({ description: "1 is the first" }),
    repairs: Type.Optional(Type.Integer({ description: "So many times in a row it was put back by then" })),
    ring: Type.Optional(Type.String({ description: "Name of its ring in the task's rollout" })),
    notBeforeMs: Type.Optional(Type.Integer({ description: "What is scheduled is handed out then" })),
  },
  closed,
);
export type ActionRow = Static<typeof ActionRow>;

const CELL = ["id", "deviceId", "device", "subnet", "state", "exitCode", "attempt", "ring", "updatedMs"] as const;
/** What an action is to whoever sees all of a task at once: what the task is for, and nothing that it needs besides or takes the place of. */
export const TaskCell = Type.Object(
  {
    ...Type.Pick(ActionRow, CELL).properties,
    /** What is to be done about it is told with the action. */
    reason: Type.Optional(Type.Pick(Reason, ["code", "detail"])),
  },
  closed,
);
export type TaskCell = Static<typeof TaskCell>;

export const CellQuery = Type.Object(
  {
    ...PageQuery,
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: LIMITS.pageCells,
        description: `Cells in the answer; default ${LIMITS.pageCells}`,
      }),
    ),
  },
  closed,
);

export const StepRow = Type.Object(
  {
    step: Type.Integer({ description: "The agent's number; 0 for what the server said" }),
    by: Type.Enum(["server", "agent"] as const),
    state: ActionState,
    atMs: TimeMs,
    receivedMs: TimeMs,
    reason: Type.Optional(Reason),
    result: Type.Optional(InstallResult),
  },
  closed,
);
export type StepRow = Static<typeof StepRow>;
export const ActionDetail = Type.Object({ ...ActionRow.properties, steps: Type.Array(StepRow) }, closed);
export type ActionDetail = Static<typeof ActionDetail>;

export const ActionQuery = Type.Object(
  {
    ...PageQuery,
    ...SpanQuery,
    task: Type.Optional(Type.String({ pattern: "^[0-9]{1,15}$" })),
    device: Type.Optional(Type.String({ maxLength: 64 })),
    state: Type.Optional(ActionState),
    package: Type.Optional(Type.String({ maxLength: 64 })),
    version: Type.Optional(Type.String({ maxLength: 64 })),
    os: Type.Optional(Type.String({ maxLength: 32 })),
    arch: Type.Optional(Type.String({ maxLength: 32 })),
    newest: Type.Optional(Type.Boolean({ description: "The last one that was made comes first" })),
  },
  closed,
);
export type ActionQuery = Static<typeof ActionQuery>;

export const Explanation = Type.Object(
  {
    action: Type.Optional(ActionDetail),
    device: Type.String(),
    /** One sentence: what is, or what came of it. */
    summary: Type.String(),
    /** Step by step, in words. */
    story: Type.Array(Type.Object({ atMs: TimeMs, state: Type.String(), text: Type.String() }, closed)),
    /** Each variant, and why it was or was not for this device. */
    variants: Type.Array(Type.Object({ id: Type.String(), chosen: Type.Boolean(), why: Type.String() }, closed)),
    next: Type.Optional(Type.String()),
  },
  closed,
);
export type Explanation = Static<typeof Explanation>;
