import Type, { type Static } from "typebox";
import { RunAs } from "./run-as.ts";

/** How the software is taken away where the installer's kind does not know by itself (`script`, `exec`, `exe`). */
export const Remove = Type.Object(
  {
    command: Type.Optional(
      Type.Array(Type.String({ maxLength: 8192 }), {
        minItems: 1,
        maxItems: 128,
        description: "Program and arguments; no shell; %VAR% and ${VAR} are expanded",
      }),
    ),
    run: Type.Optional(Type.String({ minLength: 1, maxLength: 65_536, description: "A script" })),
    interpreter: Type.Optional(Type.String({ maxLength: 256, description: "Default: sh; powershell on Windows" })),
    runAs: Type.Optional(RunAs),
    purge: Type.Optional(Type.Boolean({ description: "deb: remove configuration files too. Default: false" })),
    timeoutMs: Type.Optional(Type.Integer({ minimum: 1000, maximum: 43_200_000, description: "Milliseconds" })),
  },
  { additionalProperties: false },
);
export type Remove = Static<typeof Remove>;
