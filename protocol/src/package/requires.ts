import Type, { type Static } from "typebox";

/** What a device must have besides matching. Unmet disk is a failure that can be mended; the rest is not-applicable. */
export const Requires = Type.Object(
  {
    diskFreeBytes: Type.Optional(Type.Integer({ minimum: 0 })),
    memoryBytes: Type.Optional(Type.Integer({ minimum: 0 })),
    cpuCount: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Inventory facts that must equal: `{ "hardware.virtual": false }`. */
    facts: Type.Optional(
      Type.Record(
        Type.String({ pattern: "^[a-z][a-zA-Z0-9.]{0,63}$" }),
        Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Requires = Static<typeof Requires>;
