import Type, { type Static } from "typebox";
import { RunAs } from "./run-as.ts";

/** A script that runs before or after an installer; any exit code but 0 fails the action. */
export const Script = Type.Object(
  {
    run: Type.String({ minLength: 1, maxLength: 65_536, description: "The script itself" }),
    interpreter: Type.Optional(Type.String({ maxLength: 256, description: "Default: sh; powershell on Windows" })),
    runAs: Type.Optional(RunAs),
    timeoutMs: Type.Optional(
      Type.Integer({ minimum: 1000, maximum: 3_600_000, description: "Milliseconds. Default: 5 minutes" }),
    ),
  },
  { additionalProperties: false },
);
export type Script = Static<typeof Script>;
