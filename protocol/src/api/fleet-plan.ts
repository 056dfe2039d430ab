import Type, { type Static } from "typebox";
import { FLEET_KINDS, Managed, Revision, SourceName } from "../fleet/managed.ts";
import { FleetObject } from "../fleet/object.ts";
import { LIMITS } from "../limits.ts";

const closed = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0 });

/** Everything that files of one source declare, in one request: it is applied whole or not at all. */
export const FleetApplySpec = Type.Object(
  {
    source: SourceName,
    revision: Type.Optional(Revision),
    objects: Type.Array(FleetObject, { maxItems: LIMITS.fleetObjects }),
    dryRun: Type.Optional(
      Type.Boolean({ description: "Does the same, tells what came of it, and takes all of it back" }),
    ),
    prune: Type.Optional(
      Type.Boolean({ description: "Deletes what this source has applied before and does not declare any more" }),
    ),
    empty: Type.Optional(Type.Boolean({ description: "Prune also where nothing at all is declared any more" })),
    plan: Type.Optional(
      Type.String({
        pattern: "^[0-9a-f]{64}$",
        description: "Digest of the plan that a person agreed to: refused where it would be another one by now",
      }),
    ),
  },
  closed,
);
export type FleetApplySpec = Static<typeof FleetApplySpec>;

export const FLEET_VERBS = ["create", "change", "same", "delete", "forget"] as const;

export const FleetChange = Type.Object(
  {
    path: Type.String({ description: "values.pollIntervalMs" }),
    before: Type.Optional(Type.Unknown()),
    after: Type.Optional(Type.Unknown()),
  },
  closed,
);
export type FleetChange = Static<typeof FleetChange>;

export const FleetPlanItem = Type.Object(
  {
    kind: Type.Enum(FLEET_KINDS),
    name: Type.String(),
    /** Position in the request; absent for what is not declared any more. */
    object: Type.Optional(Count),
    /** forget: it stays as it is, and no files manage it any more. */
    verb: Type.Enum(FLEET_VERBS),
    changes: Type.Array(FleetChange),
    /** In words, what it means for devices. */
    effects: Type.Array(Type.String()),
    /** So many devices would be another way. */
    devices: Count,
    /** Who had it before these files, in words: `made by hand`, `source NAME`. */
    takesOver: Type.Optional(Type.String()),
    /** The files say the same as when they were applied last: somebody has changed it on the server since. */
    drift: Type.Optional(Type.Boolean()),
    managed: Type.Optional(Managed),
    taskId: Type.Optional(Type.String({ description: "Of a task that there is" })),
  },
  closed,
);
export type FleetPlanItem = Static<typeof FleetPlanItem>;

export const FleetPlan = Type.Object(
  {
    source: SourceName,
    revision: Type.Optional(Revision),
    /** Of an apply that took place; each of its audit events has it. */
    applyId: Type.Optional(Type.String()),
    digest: Type.String(),
    items: Type.Array(FleetPlanItem),
    counts: Type.Object({ create: Count, change: Count, same: Count, delete: Count, forget: Count }, closed),
    /** Devices that would be another way, each once. */
    devices: Count,
  },
  closed,
);
export type FleetPlan = Static<typeof FleetPlan>;

/** What is managed by files, and the present state as files would declare it. */
export const FleetExport = Type.Object(
  {
    objects: Type.Array(FleetObject),
    /** What could not be declared, and why. */
    notes: Type.Array(Type.String()),
  },
  closed,
);
export type FleetExport = Static<typeof FleetExport>;

export const ManagedObject = Type.Object(
  { kind: Type.Enum(FLEET_KINDS), name: Type.String(), ...Managed.properties },
  closed,
);
export type ManagedObject = Static<typeof ManagedObject>;
