import Type, { type Static } from "typebox";
import { URGENCIES } from "../task/kinds.ts";
import { TaskRow } from "./task.ts";

const closed = { additionalProperties: false } as const;

/** What a rollback would do to one device, or does. */
export const RollbackRow = Type.Object(
  {
    deviceId: Type.String(),
    device: Type.String(),
    online: Type.Boolean(),
    does: Type.Enum(["install", "remove", "later", "nothing"] as const, {
      description: "later: its action is still under way; where that comes to its end, it is given back then",
    }),
    package: Type.String(),
    version: Type.Optional(Type.String({ description: "What is installed, or taken away" })),
    /** Why, in a sentence. */
    why: Type.String(),
  },
  closed,
);
export type RollbackRow = Static<typeof RollbackRow>;

export const RollbackPreview = Type.Object(
  {
    package: Type.String(),
    version: Type.String(),
    install: Type.Integer({ description: "Devices that get the release that was there before" }),
    remove: Type.Integer({ description: "Devices where there was none, and it is taken away" }),
    later: Type.Integer({ description: "Devices whose action is under way" }),
    nothing: Type.Integer({ description: "Devices that the task reached and that stay as they are" }),
    offline: Type.Integer({ description: "Of those that get or lose something" }),
    confirm: Type.Integer({ description: "The count to confirm: install, remove and later" }),
    stops: Type.Boolean({ description: "The task is under way, and is stopped first" }),
    items: Type.Array(RollbackRow),
    /** The items are cut at this many. */
    truncated: Type.Boolean(),
  },
  closed,
);
export type RollbackPreview = Static<typeof RollbackPreview>;

export const RollbackSpec = Type.Object(
  {
    confirm: Type.Optional(
      Type.Integer({ minimum: 0, description: "How many devices are meant, as the preview has it" }),
    ),
    urgency: Type.Optional(
      Type.Enum(URGENCIES.filter((each) => each !== "available") as ["required", "immediate"], {
        description: "Default: that of the task; what was only available is required",
      }),
    ),
  },
  closed,
);
export type RollbackSpec = Static<typeof RollbackSpec>;

export const RolledBack = Type.Object({ task: TaskRow, rollback: RollbackPreview }, closed);
export type RolledBack = Static<typeof RolledBack>;
