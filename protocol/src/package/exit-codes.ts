import Type, { type Static } from "typebox";

const codes = (description: string) =>
  Type.Array(Type.Integer({ minimum: -2_147_483_648, maximum: 4_294_967_295 }), {
    maxItems: 64,
    uniqueItems: true,
    description,
  });

/** What an installer's exit codes mean, over the defaults of its kind. A code that is named nowhere is a failure. */
export const ExitCodes = Type.Object(
  {
    success: Type.Optional(codes("Installed")),
    softReboot: Type.Optional(codes("Installed; a restart is needed to finish")),
    hardReboot: Type.Optional(codes("Installed; the installer has started a restart")),
    retry: Type.Optional(codes("Not now: try again later")),
    reasons: Type.Optional(
      Type.Record(Type.String({ pattern: "^-?[0-9]{1,10}$" }), Type.String({ minLength: 1, maxLength: 256 }), {
        additionalProperties: false,
        description: "A sentence for people, by code",
      }),
    ),
  },
  { additionalProperties: false, description: "What the installer's exit codes mean" },
);
export type ExitCodes = Static<typeof ExitCodes>;
