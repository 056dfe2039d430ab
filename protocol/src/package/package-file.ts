import Type, { type Static } from "typebox";
import { Architecture, Bitness, FormFactor, OsName } from "../device/platform.ts";
import { LIMITS } from "../limits.ts";
import { DetectRule } from "./detect.ts";
import { ExitCodes } from "./exit-codes.ts";
import { Installer } from "./installer.ts";
import { PackageName, VariantId, Version } from "./release.ts";
import { Remove } from "./remove.ts";
import { Script } from "./script.ts";

const closed = { additionalProperties: false } as const;
const oneOrMore = <T extends Type.TSchema>(schema: T) =>
  Type.Union([schema, Type.Array(schema, { minItems: 1, uniqueItems: true })]);
const Duration = Type.String({ pattern: "^[0-9]+(s|m|h)$", description: "90s, 30m, 2h" });
const Size = Type.Union(
  [Type.Integer({ minimum: 0 }), Type.String({ pattern: "^[0-9]+(\\.[0-9]+)? ?(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$" })],
  {
    description: "Bytes, or 500 MB, 2 GiB",
  },
);
const ScriptText = Type.Union([Type.String({ minLength: 1, maxLength: 65_536 }), Script]);

/** The author's form of `Match`: a single value may stand for a list. */
export const MatchText = Type.Object(
  {
    os: Type.Optional(oneOrMore(OsName)),
    osVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    distribution: Type.Optional(oneOrMore(Type.String({ minLength: 1, maxLength: 64 }))),
    arch: Type.Optional(oneOrMore(Architecture)),
    bitness: Type.Optional(oneOrMore(Bitness)),
    formFactor: Type.Optional(oneOrMore(FormFactor)),
  },
  closed,
);

export const RequiresText = Type.Object(
  {
    disk: Type.Optional(Size),
    memory: Type.Optional(Size),
    cpus: Type.Optional(Type.Integer({ minimum: 1 })),
    facts: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]))),
  },
  closed,
);

export const VariantText = Type.Object(
  {
    id: VariantId,
    match: MatchText,
    files: Type.Optional(
      Type.Array(
        Type.Union([
          Type.String({ minLength: 1, maxLength: 4096 }),
          Type.Object({ path: Type.String({ minLength: 1 }), name: Type.Optional(Type.String()) }, closed),
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
    remove: Type.Optional(Remove),
    before: Type.Optional(ScriptText),
    after: Type.Optional(ScriptText),
    timeout: Type.Optional(Duration),
  },
  closed,
);
export type VariantText = Static<typeof VariantText>;

/** `shoal.yaml`, as its author writes it. */
export const PackageFile = Type.Object(
  {
    name: PackageName,
    version: Version,
    publisher: Type.String({ minLength: 1, maxLength: 128 }),
    description: Type.Optional(Type.String({ maxLength: 2000 })),
    variants: Type.Array(VariantText, { minItems: 1, maxItems: LIMITS.variantsPerRelease }),
  },
  { ...closed, $schema: "https://json-schema.org/draft/2020-12/schema", title: "shoal.yaml" },
);
export type PackageFile = Static<typeof PackageFile>;
