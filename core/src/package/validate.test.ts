import assert from "node:assert/strict";
import { test } from "node:test";
import type { DetectRule } from "@shoal/protocol/package/detect";
import type { Release, Variant } from "@shoal/protocol/package/release";
import { formatProblem } from "@shoal/protocol/schema/json-schema";
import fc from "fast-check";
import { validateRelease } from "./validate.ts";

const file = (name: string) => ({ name, digest: "a".repeat(64), sizeBytes: 7, manifestDigest: "b".repeat(64) });
const DEB: Variant = {
  id: "deb",
  match: { os: ["linux"] },
  files: [file("a.deb")],
  installer: { kind: "deb" },
  detect: { deb: { name: "a" } },
  timeoutMs: 60_000,
};
const MSI: Variant = {
  id: "msi",
  match: { os: ["windows"] },
  files: [file("a.msi")],
  installer: { kind: "msi" },
  detect: { file: { path: "C:\\a" } },
  timeoutMs: 60_000,
};
const EXEC: Variant = { ...DEB, installer: { kind: "exec" } };

const release = (...variants: Variant[]): Release => ({
  format: 1,
  name: "a",
  version: "1.0",
  publisher: "Example",
  description: "",
  variants,
});
const told = (...variants: Variant[]) => validateRelease(release(...variants)).map(formatProblem);
const nested = (depth: number): DetectRule => (depth === 1 ? { deb: { name: "a" } } : { not: nested(depth - 1) });
const wide = (leaves: number): DetectRule => ({
  all: [
    { any: Array(leaves - 31).fill({ deb: { name: "a" } }) },
    ...Array<DetectRule>(31).fill({ deb: { name: "a" } }),
  ],
});

const PROBLEMS: [Variant, string][] = [
  [
    { ...DEB, installer: { kind: "deb", file: "b.deb" } },
    'variants[0].installer.file: "b.deb" is not among the variant\'s files: its files are: a.deb',
  ],
  [
    { ...MSI, installer: { kind: "msi", transforms: ["x.mst"] } },
    'variants[0].installer.transforms[0]: "x.mst" is not among the variant\'s files: its files are: a.msi',
  ],
  [
    { ...MSI, installer: { kind: "msix", identity: "A", dependencies: ["a.msi", "x"] } },
    'variants[0].installer.dependencies[1]: "x" is not among the variant\'s files: its files are: a.msi',
  ],
  [
    { ...EXEC, match: {}, installer: { kind: "exec", runAs: "nobody" }, remove: { run: "x" } },
    "variants[0].installer.runAs: it is to run as nobody, which the agent cannot do on Windows, and the variant matches Windows too: match linux and macos, or take runAs away",
  ],
  [
    { ...MSI, detect: { any: [{ file: { path: "C:\\a" } }, { script: { run: "x", runAs: "user" } }] } },
    "variants[0].detect: it is to run as user, which the agent cannot do on Windows, and the variant matches Windows too: match linux and macos, or take runAs away",
  ],
  [
    { ...DEB, remove: { runAs: "nobody" } },
    "variants[0].remove.runAs: runAs is for command or run: what the kind removes by itself takes the agent's own rights",
  ],
  [{ ...DEB, files: [] }, "variants[0].installer: deb needs a file: list it under files"],
  [
    { ...DEB, files: [], installer: { kind: "script" } },
    "variants[0].installer: script needs a file: list it under files, or write the script under run",
  ],
  [
    { ...DEB, installer: { kind: "script", run: "true", file: "a.deb" } },
    "variants[0].installer.file: a script has either run or file",
  ],
  [
    { ...MSI, installer: { kind: "exe", family: "custom" } },
    "variants[0].installer.family: custom has no silent arguments of its own: give them under arguments; [] is none",
  ],
  [
    { ...DEB, files: [file("a.img.zst")], installer: { kind: "image", device: "/dev/sdb" } },
    'variants[0].installer: "a.img.zst" is packed, and an image is written as it is: unpack it, or convert it to a raw image',
  ],
  [
    { ...DEB, files: [file("a.img")], installer: { kind: "image", device: "/dev/sdb" }, before: { run: "true" } },
    "variants[0].before: an image is on its device before any script runs: do it under after, or in a package of its own that is deployed first",
  ],
  [
    { ...DEB, installer: { kind: "archive", into: "/opt/a" } },
    'variants[0].installer: how "a.deb" is packed cannot be told from its name: give format: tar.gz, tar.zst, tar or zip',
  ],
  [
    { ...DEB, match: {} },
    "variants[0].installer.kind: deb is for linux, but the variant matches windows and macos too: add os: linux to match",
  ],
  [
    { ...MSI, match: { os: ["macos"] } },
    "variants[0].installer.kind: msi is for windows, but the variant matches macos too: add os: windows to match",
  ],
  [{ ...EXEC, match: { osVersion: ">2 <1" } }, "variants[0].match.osVersion: osVersion: no version is in >2 <1"],
  [
    { ...EXEC, match: { os: ["windows", "macos"], distribution: ["debian"] } },
    "variants[0].match.distribution: there are no distributions on windows and macos: only linux has",
  ],
  [
    { ...EXEC, match: { arch: ["x86"], bitness: [64] } },
    "variants[0].match.bitness: x86 carries no 64-bit system: remove the bitness, or name another arch",
  ],
  [
    { ...DEB, files: [file("a.deb"), file("A.deb")] },
    "variants[0].files[1]: two files are named A.deb: give one of them another name",
  ],
  [{ ...DEB, files: [file("../a.deb")] }, 'variants[0].files[0].name: name cannot be "../a.deb": A name, not a path'],
  [
    { ...DEB, detect: { msi: { productCode: "{01234567-89AB-CDEF-0123-456789ABCDEF}" } } },
    "variants[0].detect: msi can only be found out on windows, which the variant does not match",
  ],
  [
    { ...DEB, detect: { not: { receipt: true } } },
    "variants[0].detect.not: deb leaves no receipt: write a rule of another kind",
  ],
  [
    { ...DEB, detect: { deb: { name: "a", range: ">= 1" } } },
    'variants[0].detect.deb.range: range cannot be ">= 1": Comparisons with spaces between them, all of which must hold: >=24.2 <25',
  ],
  [
    { ...DEB, detect: { deb: { name: "a", range: "^1" } } },
    'variants[0].detect.deb.range: range: "^1" is not a version: a range is comparisons with spaces between them, >=1.2 <2',
  ],
  [
    { ...DEB, detect: { version: { command: ["a"], range: ">2 <1" } } },
    "variants[0].detect.version.range: range: no version is in >2 <1",
  ],
  [
    { ...DEB, detect: { version: { command: ["a"], range: "1", pattern: "v([0-9" } } },
    "variants[0].detect.version.pattern: the pattern is no regular expression: Unterminated character class",
  ],
  [
    { ...DEB, detect: { any: [{ version: { command: ["a"], range: "1", pattern: "v[0-9.]+" } }] } },
    "variants[0].detect.any[0].version.pattern: the pattern has no group for the version: put round brackets around it: v([0-9.]+)",
  ],
  [
    { ...MSI, detect: { registry: { key: "HKLM\\a", equals: "1" } } },
    'variants[0].detect.registry: equals needs the name of a value: value: "" is the default value of the key',
  ],
  [{ ...DEB, detect: nested(9) }, "variants[0].detect: detect is nested more than 8 deep"],
  [
    { ...DEB, detect: { all: [wide(60), wide(40)] } },
    "variants[0].detect: detect has 100 conditions, at most 64 are allowed",
  ],
  [
    { ...DEB, exitCodes: { success: [0, 7], retry: [7] } },
    "variants[0].exitCodes.retry[0]: 7 is both success and retry",
  ],
  [{ ...DEB, remove: { run: "x", command: ["y"] } }, "variants[0].remove.run: remove has either command or run"],
  [{ ...DEB, remove: { interpreter: "sh" } }, "variants[0].remove.interpreter: an interpreter is for run"],
  [{ ...EXEC, remove: { purge: true } }, "variants[0].remove.purge: purge is for deb"],
  [
    { ...EXEC, remove: { timeoutMs: 1000 } },
    "variants[0].remove: remove says nothing that exec could do: give command or run",
  ],
  [{ ...DEB, timeoutMs: 0 }, "variants[0].timeoutMs: timeoutMs is 0, at least 1000 is needed"],
];

test("a release that makes no sense is refused for the right reason", () => {
  assert.deepEqual(told(DEB, MSI), []);
  assert.deepEqual(told({ ...DEB, detect: nested(8) }), []);
  assert.deepEqual(told({ ...DEB, detect: wide(63) }), []);
  for (const [variant, expected] of PROBLEMS) assert.deepEqual(told(variant), [expected]);
});

test("ties and repeated ids", () => {
  const problems = validateRelease(release(DEB, MSI, { ...DEB, id: "other" }));
  assert.deepEqual(problems, [
    {
      path: ["variants", 2, "match"],
      on: "value",
      code: "variant-tie",
      message: '"deb" and "other" both match Linux, x64, 64-bit, desktop, and neither is more specific',
      hint: "narrow one of them, or add a variant for exactly the devices that both match",
    },
  ]);
  assert.deepEqual(told(DEB, { ...MSI, id: "deb" }), [
    'variants[1].id: the id "deb" is taken: every variant has its own',
  ]);
});

test("every kind of installer that the schema knows is accepted as it should be written", () => {
  const linux = { ...DEB, detect: { file: { path: "/a" } } } as const;
  const kinds: Variant[] = [
    DEB,
    { ...linux, installer: { kind: "rpm" } },
    { ...linux, installer: { kind: "appimage" }, detect: { receipt: true } },
    { ...linux, installer: { kind: "image", device: "PARTLABEL=root-b" }, detect: { receipt: true } },
    { ...linux, files: [file("a.tar.zst")], installer: { kind: "archive", into: "/opt/a" }, detect: { receipt: true } },
    { ...linux, files: [], installer: { kind: "script", run: "true" } },
    { ...linux, match: {}, installer: { kind: "exec" } },
    MSI,
    { ...MSI, installer: { kind: "exe", family: "inno" } },
    { ...MSI, installer: { kind: "msix", identity: "A.B" } },
    { ...linux, match: { os: ["macos"] }, installer: { kind: "pkg" } },
    { ...linux, match: { os: ["macos"] }, installer: { kind: "dmg", app: "A.app" }, detect: { receipt: true } },
    { ...linux, match: { distribution: ["debian"] }, installer: { kind: "deb" } },
  ];
  for (const variant of kinds) assert.deepEqual(told(variant), [], variant.installer.kind);
});

test("folders and detected files begin at a root, a drive or a variable", () => {
  const archive = (into: string): Variant => ({
    ...DEB,
    match: {},
    files: [file("a.tar.zst")],
    installer: { kind: "archive", into },
    detect: { receipt: true },
  });
  for (const into of ["/opt/a", "C:\\a", "c:/a", "\\\\share\\a", "%ProgramFiles(x86)%\\a", "${HOME}/a"])
    assert.deepEqual(told(archive(into)), [], into);
  for (const into of ["opt/a", "./a", "../a", "C:a", "$HOME/a", "~/a"])
    assert.deepEqual(told(archive(into)), [
      `variants[0].installer.into: "${into}" is not an absolute path: begin with /, a drive, %VAR% or ${"${VAR}"}`,
    ]);
  assert.equal(told({ ...DEB, installer: { kind: "deb", root: "image" } }).length, 1);
  assert.equal(told({ ...DEB, detect: { file: { path: "usr/bin/reader" } } }).length, 1);
});

test("any value at all is judged", () => {
  assert.ok(validateRelease(undefined).length > 0);
  let deep: unknown = { receipt: true };
  for (let at = 0; at < 100_000; at++) deep = { not: deep };
  assert.deepEqual(told({ ...DEB, detect: deep as DetectRule }).length, 1);
  assert.ok(validateRelease([{ toString: false }]).length > 0);
  fc.assert(fc.property(fc.jsonValue(), (value) => assert.ok(validateRelease(value).length > 0)));
});
