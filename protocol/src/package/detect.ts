import Type, { type Static } from "typebox";
import { RunAs } from "./run-as.ts";

const closed = { additionalProperties: false } as const;
/** Space-separated comparisons: `>=24.2 <25`. */
export const VersionRange = Type.String({
  minLength: 1,
  maxLength: 128,
  pattern: "^(>=|<=|>|<|=)?[^\\s<>=]+( (>=|<=|>|<|=)?[^\\s<>=]+)*$",
  description: "Comparisons with spaces between them, all of which must hold: >=24.2 <25",
});

/** How a device knows that the software is there. Every leaf is yes, no, or "could not be found out", which is never yes. */
export const DetectFile = Type.Object(
  {
    file: Type.Object(
      {
        path: Type.String({ minLength: 1, maxLength: 4096, description: "Absolute; %VAR% and ${VAR} are expanded" }),
        sha256: Type.Optional(
          Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256, 64 lower-case hexadecimal digits" }),
        ),
        minSizeBytes: Type.Optional(
          Type.Integer({ minimum: 0, description: "The file must have at least so many bytes" }),
        ),
      },
      { ...closed, description: "A file is there" },
    ),
  },
  closed,
);
export const DetectVersion = Type.Object(
  {
    version: Type.Object(
      {
        command: Type.Array(Type.String(), {
          minItems: 1,
          maxItems: 32,
          description: "Program and arguments; no shell",
        }),
        pattern: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 256,
            description:
              "Regular expression whose first group is the version. Default: the first dotted number in the output",
          }),
        ),
        range: VersionRange,
        runAs: Type.Optional(RunAs),
      },
      { ...closed, description: "A program says a version in the range" },
    ),
  },
  closed,
);
export const DetectRegistry = Type.Object(
  {
    registry: Type.Object(
      {
        key: Type.String({
          minLength: 1,
          maxLength: 512,
          pattern: "^HK(LM|CU|CR|U)\\\\",
          description: "Begins with HKLM\\\\, HKCU\\\\, HKCR\\\\ or HKU\\\\",
        }),
        value: Type.Optional(
          Type.String({ maxLength: 256, description: "Name of a value; default: that the key exists" }),
        ),
        equals: Type.Optional(Type.String({ maxLength: 1024, description: "What the value must be" })),
        range: Type.Optional(VersionRange),
        view: Type.Optional(
          Type.Union([Type.Literal(32), Type.Literal(64)], {
            description: "The 32-bit or the 64-bit registry; default: both",
          }),
        ),
      },
      { ...closed, description: "A registry key is there, or a value of it is so" },
    ),
  },
  closed,
);
export const DetectMsi = Type.Object(
  {
    msi: Type.Object(
      {
        productCode: Type.String({
          pattern: "^\\{[0-9A-Fa-f-]{36}\\}$",
          description: "A GUID in braces: {01234567-89AB-CDEF-0123-456789ABCDEF}",
        }),
        range: Type.Optional(VersionRange),
      },
      { ...closed, description: "A product is installed" },
    ),
  },
  closed,
);
const PackageName = Type.String({
  pattern: "^[A-Za-z0-9][A-Za-z0-9+._-]{0,127}$",
  description: "Name of the installed package",
});
export const DetectDeb = Type.Object(
  {
    deb: Type.Object(
      { name: PackageName, range: Type.Optional(VersionRange) },
      { ...closed, description: "A Debian package is installed" },
    ),
  },
  closed,
);
export const DetectRpm = Type.Object(
  {
    rpm: Type.Object(
      { name: PackageName, range: Type.Optional(VersionRange) },
      { ...closed, description: "An RPM package is installed" },
    ),
  },
  closed,
);
/** Exit 0 says it is there, 1 says it is not, anything else could not find out. */
export const DetectScript = Type.Object(
  {
    script: Type.Object(
      {
        run: Type.String({
          minLength: 1,
          maxLength: 65_536,
          description: "Exit 0: it is there; 1: it is not; else: could not find out",
        }),
        interpreter: Type.Optional(Type.String({ maxLength: 256, description: "Default: sh; powershell on Windows" })),
        runAs: Type.Optional(RunAs),
      },
      { ...closed, description: "A script exits with 0" },
    ),
  },
  closed,
);
/** The agent's own receipt of an installation into a folder it owns (`archive`, `appimage`, `dmg`). */
export const DetectReceipt = Type.Object(
  { receipt: Type.Literal(true, { description: "The agent's own note of this installation" }) },
  closed,
);

export const DetectLeaf = Type.Union([
  DetectFile,
  DetectVersion,
  DetectRegistry,
  DetectMsi,
  DetectDeb,
  DetectRpm,
  DetectScript,
  DetectReceipt,
]);
export type DetectLeaf = Static<typeof DetectLeaf>;

/** A tree of leaves: `all` is AND, `any` is OR, `not` turns yes into no and back. */
export const DetectRule = Type.Cyclic(
  {
    DetectRule: Type.Union([
      Type.Object(
        { all: Type.Array(Type.Ref("DetectRule"), { minItems: 1, maxItems: 32, description: "Every one must hold" }) },
        closed,
      ),
      Type.Object(
        { any: Type.Array(Type.Ref("DetectRule"), { minItems: 1, maxItems: 32, description: "One is enough" }) },
        closed,
      ),
      Type.Object({ not: Type.Ref("DetectRule", { description: "Must not hold" }) }, closed),
      DetectFile,
      DetectVersion,
      DetectRegistry,
      DetectMsi,
      DetectDeb,
      DetectRpm,
      DetectScript,
      DetectReceipt,
    ]),
  },
  "DetectRule",
  { description: "How a device knows that the software is there" },
);
export type DetectRule = { all: DetectRule[] } | { any: DetectRule[] } | { not: DetectRule } | DetectLeaf;
