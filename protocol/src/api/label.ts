import Type, { type Static } from "typebox";
import { AttributeValue, Label } from "../device/label.ts";
import { LIMITS } from "../limits.ts";
import { Confirm, Targets } from "../task/task.ts";

const closed = { additionalProperties: false } as const;
const devices = { targets: Targets, confirm: Type.Optional(Confirm) };

/** Retired devices are reached as well: a label changes nothing on them. */
export const TagSpec = Type.Object(
  {
    ...devices,
    add: Type.Optional(Type.Array(Label, { maxItems: LIMITS.tagsPerDevice })),
    remove: Type.Optional(Type.Array(Label, { maxItems: LIMITS.tagsPerDevice })),
  },
  closed,
);
export type TagSpec = Static<typeof TagSpec>;

export const AttributeSpec = Type.Object(
  {
    ...devices,
    set: Type.Optional(
      Type.Record(Label, AttributeValue, { additionalProperties: false, maxProperties: LIMITS.attributesPerDevice }),
    ),
    unset: Type.Optional(Type.Array(Label, { maxItems: LIMITS.attributesPerDevice })),
  },
  closed,
);
export type AttributeSpec = Static<typeof AttributeSpec>;

export const Labelled = Type.Object(
  {
    devices: Type.Integer({ description: "That the targets name" }),
    changed: Type.Integer({ description: "Of these, those that were labelled in another way before" }),
  },
  closed,
);
export type Labelled = Static<typeof Labelled>;

export const TargetSpec = Type.Object({ targets: Targets }, closed);
export const TargetCount = Type.Object(
  {
    devices: Type.Integer({ description: "That a task with these targets would reach now" }),
    of: Type.Integer({ description: "That any task could reach" }),
    retired: Type.Integer({ description: "That the targets name, but that are retired" }),
    revoked: Type.Integer({ description: "Of these, those that were revoked" }),
    quarantined: Type.Integer({
      description: "Of those that it would reach, those that are given nothing: in quarantine",
    }),
  },
  closed,
);
export type TargetCount = Static<typeof TargetCount>;
