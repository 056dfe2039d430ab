import Type, { type Static } from "typebox";
import { Architecture, Bitness, FormFactor, OsName } from "../device/platform.ts";
import { LIMITS } from "../limits.ts";
import { SecretReferences } from "../secret/name.ts";
import { DetectRule, VersionRange } from "./detect.ts";
import { ExitCodes } from "./exit-codes.ts";
import { Installer } from "./installer.ts";
import { Localized } from "./looks.ts";
import { PackageName, Version } from "./names.ts";
import { FileName, VariantId } from "./release.ts";
import { Remove } from "./remove.ts";
import { Script } from "./script.ts";

const closed = { additionalProperties: false } as const;
const oneOrMore = <T extends Type.TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Array(schema, { minItems: 1, uniqueItems: true })], { description });
const Duration = Type.String({ pattern: "^[0-9]{1,9}(s|m|h)$", description: "90s, 30m, 2h" });
const Size = Type.Union(
  [
    Type.Integer({ minimum: 0 }),
    Type.String({ pattern: "^[0-9]{1,15}(\\.[0-9]{1,9})? ?(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$" }),
  ],
  { description: "Bytes, or 500 MB, 2 GiB" },
);

/** The author's form of `Match`: a single value may stand for a list. */
export const MatchText = Type.Object(
  {
    os: Type.Optional(oneOrMore(OsName, "windows, macos, linux")),
    osVersion: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        description: "Comparisons with spaces between them: >=10.0.17763 <11",
      }),
    ),
    distribution: Type.Optional(
      oneOrMore(Type.String({ minLength: 1, maxLength: 64 }), "ID of /etc/os-release: debian, ubuntu, rhel"),
    ),
    arch: Type.Optional(oneOrMore(Architecture, "Of the hardware: x86, x64, arm64, armv7")),
    bitness: Type.Optional(oneOrMore(Bitness, "Of the operating system: 32, 64")),
    formFactor: Type.Optional(oneOrMore(FormFactor, "desktop, laptop, tablet, server, pos, iot, unknown")),
  },
  { ...closed, description: "Conditions that must all hold; {} is every device" },
);

export const RequiresText = Type.Object(
  {
    disk: Type.Optional(Size),
    memory: Type.Optional(Size),
    cpus: Type.Optional(Type.Integer({ minimum: 1, description: "Processors" })),
    facts: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        description: "Facts of the inventory that must be so: hardware.virtual: false",
      }),
    ),
  },
  { ...closed, description: "What the device must have besides matching" },
);

const { timeoutMs: _scriptTimeout, ...scriptProperties } = Script.properties;
/** A script as text, or with its interpreter and its time. */
export const ScriptText = Type.Union(
  [
    Type.String({ minLength: 1, maxLength: 65_536 }),
    Type.Object({ ...scriptProperties, timeout: Type.Optional(Duration) }, closed),
  ],
  { description: "A script; any exit code but 0 fails the action" },
);
export type ScriptText = Static<typeof ScriptText>;

const { timeoutMs: _removeTimeout, ...removeProperties } = Remove.properties;
export const RemoveText = Type.Object(
  { ...removeProperties, timeout: Type.Optional(Duration) },
  { ...closed, description: "How it is taken away, where the installer's kind does not know" },
);
export type RemoveText = Static<typeof RemoveText>;

export const VariantText = Type.Object(
  {
    id: VariantId,
    match: MatchText,
    files: Type.Optional(
      Type.Array(
        Type.Union([
          Type.String({ minLength: 1, maxLength: 4096 }),
          Type.Object(
            {
              path: Type.String({ minLength: 1, maxLength: 4096, description: "Beside shoal.yaml" }),
              name: Type.Optional(FileName),
            },
            closed,
          ),
        ]),
        {
          maxItems: LIMITS.filesPerVariant,
          description: "Paths beside shoal.yaml; the first is the installer",
        },
      ),
    ),
    installer: Installer,
    detect: Type.Optional(Type.Unsafe<DetectRule>(DetectRule)),
    requires: Type.Optional(RequiresText),
    exitCodes: Type.Optional(ExitCodes),
    secrets: Type.Optional(SecretReferences),
    remove: Type.Optional(RemoveText),
    before: Type.Optional(ScriptText),
    after: Type.Optional(ScriptText),
    timeout: Type.Optional(Duration),
    expectedDuration: Type.Optional(
      Type.Unsafe<string>({
        ...Duration,
        description: "How long it takes as a rule, until earlier installations say so: 90s, 30m, 2h",
      }),
    ),
  },
  closed,
);
export type VariantText = Static<typeof VariantText>;

export const DependencyText = Type.Object(
  {
    package: PackageName,
    versions: VersionRange,
    install: Type.Optional(
      Type.Boolean({
        description: "Install it first where it is missing; false: it must be there already. Default: true",
      }),
    ),
    match: Type.Optional(MatchText),
  },
  closed,
);
export type DependencyText = Static<typeof DependencyText>;

export const SupersededText = Type.Object(
  {
    package: PackageName,
    versions: Type.Optional(VersionRange),
    remove: Type.Optional(
      Type.Boolean({ description: "Take it away once this package was proved to be there. Default: false" }),
    ),
  },
  closed,
);
export type SupersededText = Static<typeof SupersededText>;

/** `shoal.yaml`, as its author writes it. */
export const PackageFile = Type.Object(
  {
    name: PackageName,
    version: Version,
    publisher: Type.String({ minLength: 1, maxLength: 128, description: "Who makes the software" }),
    description: Type.Optional(Type.String({ maxLength: 2000, description: "What it is, for people" })),
    localized: Type.Optional(Localized),
    icon: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1024,
        description: "A PNG of at most 16 KiB beside this file, for people to see",
      }),
    ),
    dependencies: Type.Optional(
      Type.Array(DependencyText, {
        maxItems: LIMITS.dependenciesPerRelease,
        description: "Packages that must be there before this one is installed",
      }),
    ),
    supersedes: Type.Optional(
      Type.Array(SupersededText, {
        maxItems: LIMITS.supersededPerRelease,
        description: "Packages that this one takes the place of",
      }),
    ),
    variants: Type.Array(VariantText, {
      minItems: 1,
      maxItems: LIMITS.variantsPerRelease,
      description: "One for each kind of device; their order does not matter",
    }),
  },
  { ...closed, $schema: "https://json-schema.org/draft/2020-12/schema", title: "shoal.yaml" },
);
export type PackageFile = Static<typeof PackageFile>;
