import Type, { type Static } from "typebox";
import { PublicKeyEntry } from "../agent/enrol.ts";
import { Digest } from "../content/digest.ts";
import { LIMITS } from "../limits.ts";
import { ReleaseRow } from "./package.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

export const RoleName = Type.String({
  pattern: "^[a-z][a-z0-9]{0,31}(-[0-3][0-9a-f])?$",
  description: "root, targets, a publisher's role, or one of its bins",
});

/** One role of the releases' metadata, as it stands on the server. */
export const TrustRole = Type.Object(
  {
    role: Type.String(),
    version: Type.Integer(),
    expiresMs: TimeMs,
    threshold: Type.Integer(),
    keyIds: Type.Array(Type.String(), { description: "Keys that count" }),
    signedBy: Type.Array(Type.String(), { description: "Keys that have signed it" }),
    paths: Type.Optional(Type.Array(Type.String(), { description: "Which releases are its to sign" })),
    releases: Type.Integer({ description: "That stand in it or in its bins" }),
    bins: Type.Optional(
      Type.Object(
        { expiresMs: TimeMs, fullest: Type.Integer({ description: "Releases in the fullest of them" }) },
        closed,
      ),
    ),
  },
  closed,
);
export type TrustRole = Static<typeof TrustRole>;

const OnlineKeys = Type.Object(
  { snapshot: PublicKeyEntry, timestamp: PublicKeyEntry },
  { ...closed, description: "With which the server says what is current" },
);

export const TrustState = Type.Object(
  {
    /** Version of the root; absent: there is none yet. */
    root: Type.Optional(Type.Integer()),
    online: OnlineKeys,
    /** Made to take their place, once a root names them. */
    nextOnline: Type.Optional(OnlineKeys),
    roles: Type.Array(TrustRole),
    staged: Type.Integer({ description: "Releases that wait to be signed" }),
  },
  closed,
);
export type TrustState = Static<typeof TrustState>;

export const MetadataSpec = Type.Object(
  {
    metadata: Type.Array(
      Type.Object(
        {
          role: RoleName,
          text: Type.String({ maxLength: LIMITS.trustTargetsBytes, description: "Signed metadata of TUF, as JSON" }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 2048 },
    ),
  },
  closed,
);
export type MetadataSpec = Static<typeof MetadataSpec>;

export const MetadataTaken = Type.Object(
  {
    versions: Type.Record(Type.String(), Type.Integer(), { description: "Of each role that was taken" }),
    published: Type.Array(ReleaseRow),
    removed: Type.Array(Type.String(), { description: "NAME/VERSION of releases that stand in it no more" }),
  },
  closed,
);
export type MetadataTaken = Static<typeof MetadataTaken>;

export const StagedRelease = Type.Object(
  {
    package: Type.String(),
    version: Type.String(),
    digest: Digest,
    sizeBytes: Type.Integer(),
    published: Type.Boolean({ description: "It was published before, with exactly this content" }),
    createdMs: TimeMs,
    createdBy: Type.String(),
  },
  closed,
);
export type StagedRelease = Static<typeof StagedRelease>;

/** By the newest metadata. */
export const ReleaseSignature = Type.Object(
  {
    role: Type.String({ description: "Of its publisher" }),
    bin: Type.String({ description: "In which the release stands" }),
    version: Type.Integer({ description: "Of the bin" }),
    expiresMs: TimeMs,
    threshold: Type.Integer(),
    keyIds: Type.Array(Type.String(), { description: "Keys that count" }),
    signedBy: Type.Array(Type.String(), { description: "Keys that have signed the bin" }),
  },
  closed,
);
export type ReleaseSignature = Static<typeof ReleaseSignature>;
