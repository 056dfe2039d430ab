import Type, { type Static } from "typebox";
import { TimeMs } from "../api/page.ts";
import { LIMITS } from "../limits.ts";

/** Where files come from: a repository and a folder in it, or whatever people call it. */
export const SourceName = Type.String({
  minLength: 1,
  maxLength: LIMITS.sourceChars,
  pattern: "^[^\\u0000-\\u0020\\u007f-\\u009f]+$",
  description: "Without blanks: git.example.org/it/fleet",
});
export const Revision = Type.String({
  pattern: "^[0-9a-f]{7,64}(-dirty)?$",
  description: "The git commit that the files are of; -dirty where they were changed since",
});

/** Of what was applied from files: it is changed there, and by another command only with an override. */
export const Managed = Type.Object(
  {
    source: SourceName,
    revision: Type.Optional(Revision),
    appliedBy: Type.String(),
    appliedMs: TimeMs,
  },
  { additionalProperties: false },
);
export type Managed = Static<typeof Managed>;

/** What files can declare, in the order in which it is applied: what comes later may name what came before. */
export const FLEET_KINDS = ["fleet-rules", "channel", "group", "labels", "setting-set", "task"] as const;
export type FleetKind = (typeof FLEET_KINDS)[number];
