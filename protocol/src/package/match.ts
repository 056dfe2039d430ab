import Type, { type Static } from "typebox";
import { Architecture, Bitness, FormFactor, OsName } from "../device/platform.ts";

/**
 * Conditions of a variant, all of which must hold; a condition that is absent always holds. Each list means "one of".
 * This is the normal form that a release carries; `shoal.yaml` may write a single value for a list.
 */
export const Match = Type.Object(
  {
    os: Type.Optional(Type.Array(OsName, { minItems: 1, uniqueItems: true })),
    /** Space-separated comparisons, all of which must hold: `>=10.0.17763 <11`. */
    osVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    distribution: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: 32, uniqueItems: true }),
    ),
    arch: Type.Optional(Type.Array(Architecture, { minItems: 1, uniqueItems: true })),
    bitness: Type.Optional(Type.Array(Bitness, { minItems: 1, uniqueItems: true })),
    formFactor: Type.Optional(Type.Array(FormFactor, { minItems: 1, uniqueItems: true })),
  },
  { additionalProperties: false },
);
export type Match = Static<typeof Match>;
