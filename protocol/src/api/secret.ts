import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { PackageName } from "../package/names.ts";
import { SecretName } from "../secret/name.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

export const SecretParams = Type.Object({ name: SecretName });

/** The value goes one way only: no route gives it back. */
export const SecretSpec = Type.Object(
  {
    value: Type.Optional(
      Type.String({
        minLength: LIMITS.secretMinChars,
        maxLength: LIMITS.secretBytes,
        description: "Left out: it keeps its value",
      }),
    ),
    packages: Type.Optional(
      Type.Array(PackageName, {
        maxItems: LIMITS.packagesPerSecret,
        uniqueItems: true,
        description: "The packages that may use it, all of them; empty: none. Left out: the same as before",
      }),
    ),
  },
  { ...closed, minProperties: 1 },
);

export const SecretRow = Type.Object(
  {
    name: Type.String(),
    /** How often it was set. */
    version: Type.Integer({ minimum: 1 }),
    createdMs: TimeMs,
    createdBy: Type.String(),
    changedMs: TimeMs,
    changedBy: Type.String(),
    /** Which may use it, sorted. */
    packages: Type.Array(Type.String()),
    /** Releases that need it and may still be ordered. */
    usedBy: Type.Array(Type.Object({ package: Type.String(), version: Type.String() }, closed)),
  },
  closed,
);
export type SecretRow = Static<typeof SecretRow>;
