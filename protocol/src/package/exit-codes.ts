import Type, { type Static } from "typebox";

const Codes = Type.Array(Type.Integer({ minimum: -2_147_483_648, maximum: 4_294_967_295 }), {
  maxItems: 64,
  uniqueItems: true,
});

/** What an installer's exit codes mean, over the defaults of its kind. A code that is named nowhere is a failure. */
export const ExitCodes = Type.Object(
  {
    success: Type.Optional(Codes),
    softReboot: Type.Optional(Codes),
    hardReboot: Type.Optional(Codes),
    retry: Type.Optional(Codes),
    /** A sentence for people, by code. */
    reasons: Type.Optional(
      Type.Record(Type.String({ pattern: "^-?[0-9]{1,10}$" }), Type.String({ minLength: 1, maxLength: 256 })),
    ),
  },
  { additionalProperties: false },
);
export type ExitCodes = Static<typeof ExitCodes>;
