import Type, { type Static } from "typebox";
import { VersionRange } from "./detect.ts";
import { Match } from "./match.ts";
import { PackageName } from "./names.ts";

const closed = { additionalProperties: false } as const;

/** Another package that must be there before this one is installed. */
export const Dependency = Type.Object(
  {
    package: PackageName,
    versions: VersionRange,
    /** Whether what is missing is installed by itself; else it must be there. */
    install: Type.Boolean(),
    /** The devices on which it is needed; absent: everywhere. */
    match: Type.Optional(Match),
  },
  closed,
);
export type Dependency = Static<typeof Dependency>;

/** Another package that this one takes the place of. */
export const Superseded = Type.Object(
  {
    package: PackageName,
    /** Absent: every version. */
    versions: Type.Optional(VersionRange),
    /** Whether it is taken away once this one was proved; else nobody says that it is gone. */
    remove: Type.Boolean(),
  },
  closed,
);
export type Superseded = Static<typeof Superseded>;
