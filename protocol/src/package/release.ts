import Type, { type Static } from "typebox";
import { BlobRef } from "../content/blob-ref.ts";
import { LIMITS } from "../limits.ts";
import { SecretReferences } from "../secret/name.ts";
import { DetectRule } from "./detect.ts";
import { ExitCodes } from "./exit-codes.ts";
import { Installer } from "./installer.ts";
import { Icon, Localized } from "./looks.ts";
import { Match } from "./match.ts";
import { PackageName, Version } from "./names.ts";
import { Dependency, Superseded } from "./relations.ts";
import { Remove } from "./remove.ts";
import { Requires } from "./requires.ts";
import { Script } from "./script.ts";

const closed = { additionalProperties: false } as const;
export const VariantId = Type.String({
  pattern: "^[a-z0-9][a-z0-9._-]{0,63}$",
  description: "Lower-case letters, digits, dot, dash, underscore",
});
export const FileName = Type.String({
  pattern: '^(?!\\.{1,2}$)[^/\\\\\\u0000-\\u001f:*?"<>|]{1,255}$',
  description: "A name, not a path",
});

export const ReleaseFile = Type.Object({ name: FileName, ...BlobRef.properties }, closed);
export type ReleaseFile = Static<typeof ReleaseFile>;

/** A variant in normal form: lists are lists, times are milliseconds, files are digests, every rule is explicit. */
export const Variant = Type.Object(
  {
    id: VariantId,
    match: Match,
    files: Type.Array(ReleaseFile, { maxItems: LIMITS.filesPerVariant }),
    installer: Installer,
    detect: Type.Unsafe<DetectRule>(DetectRule),
    requires: Type.Optional(Requires),
    exitCodes: Type.Optional(ExitCodes),
    secrets: Type.Optional(SecretReferences),
    remove: Type.Optional(Remove),
    before: Type.Optional(Script),
    after: Type.Optional(Script),
    timeoutMs: Type.Integer({ minimum: 1000, maximum: LIMITS.installTimeoutMaxMs }),
    /** How long it takes as a rule; what earlier installations took counts before it. */
    expectedMs: Type.Optional(Type.Integer({ minimum: 1000, maximum: LIMITS.installTimeoutMaxMs })),
  },
  closed,
);
export type Variant = Omit<Static<typeof Variant>, "detect"> & { detect: DetectRule };

/** What the release key signs for, by the SHA-256 of its deterministic CBOR. */
export const Release = Type.Object(
  {
    format: Type.Literal(1),
    name: PackageName,
    version: Version,
    publisher: Type.String({ minLength: 1, maxLength: 128 }),
    description: Type.String({ maxLength: 2000 }),
    localized: Type.Optional(Localized),
    icon: Type.Optional(Icon),
    dependencies: Type.Optional(Type.Array(Dependency, { minItems: 1, maxItems: LIMITS.dependenciesPerRelease })),
    supersedes: Type.Optional(Type.Array(Superseded, { minItems: 1, maxItems: LIMITS.supersededPerRelease })),
    variants: Type.Array(Variant, { minItems: 1, maxItems: LIMITS.variantsPerRelease }),
  },
  closed,
);
export type Release = Omit<Static<typeof Release>, "variants"> & { variants: Variant[] };
