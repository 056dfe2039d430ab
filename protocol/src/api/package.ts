import Type, { type Static } from "typebox";
import { Digest } from "../content/digest.ts";
import { LIMITS } from "../limits.ts";
import { PackageName, Version } from "../package/names.ts";
import { Dependency } from "../package/relations.ts";
import { SecretName } from "../secret/name.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

export const ReleaseRow = Type.Object(
  {
    package: Type.String(),
    version: Type.String(),
    publisher: Type.String(),
    description: Type.String(),
    digest: Digest,
    keyId: Type.String({ description: "The key that has signed for it; of several, the first" }),
    variants: Type.Array(Type.String()),
    createdMs: TimeMs,
    createdBy: Type.String(),
    /** It is given to no device any more. */
    recalled: Type.Optional(
      Type.Object({ atMs: TimeMs, by: Type.String(), reason: Type.String() }, { additionalProperties: false }),
    ),
  },
  closed,
);
export type ReleaseRow = Static<typeof ReleaseRow>;

/** `release` is the whole signed content in normal form (`protocol/package/release.ts`). */
export const ReleaseDetail = Type.Object({ ...ReleaseRow.properties, release: Type.Unknown() }, closed);

export const RecallSpec = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: LIMITS.reasonChars, description: "For everybody who asks later" }) },
  closed,
);
export const Recalled = Type.Object(
  {
    release: ReleaseRow,
    stopped: Type.Integer({ description: "Open actions that were stopped" }),
    channels: Type.Array(Type.String(), {
      description: "Channels that point to it, and so to nothing that can be given",
    }),
  },
  closed,
);

export type Recalled = Static<typeof Recalled>;

/** Who has a package, as far as agents have proved it. Retired devices are not counted. */
export const PackageDevices = Type.Object(
  {
    devices: Type.Integer({ description: "All that the asker may see" }),
    without: Type.Integer({ description: "Of which none has proved that it is there" }),
    failed: Type.Integer({ description: "Whose last attempt at it failed" }),
    versions: Type.Array(Type.Object({ version: Type.String(), devices: Type.Integer() }, closed)),
  },
  closed,
);
export type PackageDevices = Static<typeof PackageDevices>;

/** What is asked of a release before it is signed: its name, and what it needs. */
export const RelationsSpec = Type.Object(
  {
    package: PackageName,
    version: Version,
    dependencies: Type.Array(Dependency, { maxItems: LIMITS.dependenciesPerRelease }),
    secrets: Type.Optional(Type.Array(SecretName, { maxItems: LIMITS.secretsPerRelease })),
  },
  closed,
);
export const RelationsCheck = Type.Object(
  {
    /** Empty where it could be published. */
    problems: Type.Array(
      Type.Object(
        {
          code: Type.Enum(["dependency-unmet", "dependency-circle", "secret-unset", "secret-unbound"] as const),
          dependency: Type.Optional(
            Type.String({ description: "The dependency of the release itself that it is about" }),
          ),
          secret: Type.Optional(Type.String({ description: "The secret that it is about" })),
          message: Type.String(),
          hint: Type.String({ description: "What to publish or to change first" }),
        },
        closed,
      ),
    ),
  },
  closed,
);

export const PackageRow = Type.Object(
  {
    name: Type.String(),
    publisher: Type.String(),
    description: Type.String(),
    latestVersion: Type.String(),
    releases: Type.Integer(),
    updatedMs: TimeMs,
  },
  closed,
);
export type PackageRow = Static<typeof PackageRow>;
export const PackageDetail = Type.Object({ ...PackageRow.properties, items: Type.Array(ReleaseRow) }, closed);
export type PackageDetail = Static<typeof PackageDetail>;
