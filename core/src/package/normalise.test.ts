import assert from "node:assert/strict";
import { test } from "node:test";
import type { PackageFile } from "@shoal/protocol/package/package-file";
import { parsePackageFile } from "@shoal/protocol/package/parse";
import { formatProblem } from "@shoal/protocol/schema/json-schema";
import { normalise, packagePaths } from "./normalise.ts";

const BLOB = { digest: "a".repeat(64), sizeBytes: 7, manifestDigest: "b".repeat(64) };

function read(text: string): PackageFile {
  const parsed = parsePackageFile(text);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.file;
}
function normalised(text: string) {
  const file = read(text);
  return normalise(
    file,
    new Map(
      packagePaths(file)
        .filter((path) => !path.includes("absent"))
        .map((path) => [path, BLOB]),
    ),
  );
}
function told(text: string): string[] {
  const result = normalised(text);
  return result.ok ? [] : result.problems.map(formatProblem);
}
/** One variant of a small package, with what a case is about. */
const variant = (body: string, match = "{ os: linux }") =>
  `{ name: reader, version: "1.0", publisher: Example, variants: [{ id: one, match: ${match}, ${body} }] }`;
const DEB = "files: [a.deb], installer: { kind: deb }, detect: { deb: { name: a } }";

test("what an author writes becomes what is signed", () => {
  const result = normalised(`
name: reader
version: "24.2.0"
publisher: Example
variants:
  - id: linux
    match: { os: linux, distribution: [Ubuntu, debian], arch: [x64, arm64], bitness: [64, 32], osVersion: ">=11   <13" }
    files: [dist/reader.tar.gz, { path: dist/notes.txt, name: read-me.txt }]
    installer: { kind: archive, into: /opt/reader }
    requires: { disk: 500 MB, memory: 2 GiB, cpus: 2, facts: { hardware.virtual: false } }
    before: echo one
    after: { run: echo two, timeout: 90s }
    remove: { run: rm -r /opt/reader, timeout: 1m }
    timeout: 2h
    expectedDuration: 45m
`);
  assert.deepEqual(result, {
    ok: true,
    release: {
      format: 1,
      name: "reader",
      version: "24.2.0",
      publisher: "Example",
      description: "",
      variants: [
        {
          id: "linux",
          match: {
            os: ["linux"],
            osVersion: ">=11 <13",
            distribution: ["debian", "ubuntu"],
            arch: ["arm64", "x64"],
            bitness: [32, 64],
          },
          files: [
            { name: "reader.tar.gz", ...BLOB },
            { name: "read-me.txt", ...BLOB },
          ],
          installer: { kind: "archive", into: "/opt/reader" },
          detect: { receipt: true },
          requires: {
            diskFreeBytes: 500_000_000,
            memoryBytes: 2_147_483_648,
            cpuCount: 2,
            facts: { "hardware.virtual": false },
          },
          remove: { run: "rm -r /opt/reader", timeoutMs: 60_000 },
          before: { run: "echo one", timeoutMs: 300_000 },
          after: { run: "echo two", timeoutMs: 90_000 },
          timeoutMs: 7_200_000,
          expectedMs: 2_700_000,
        },
      ],
    },
  });
});

test("the same package is the same release, however it is written", () => {
  const one = normalised(variant(DEB, "{ os: [linux], distribution: [ubuntu, debian] }"));
  assert.deepEqual(normalised(variant(DEB, "{ distribution: [DEBIAN, ubuntu, debian], os: linux }")), one);
  assert.ok(one.ok && one.release.variants[0]!.timeoutMs === 1_800_000);
});

/** [variant, match, what is said] */
const PROBLEMS: [string, string, string][] = [
  [
    "files: [absent.deb], installer: { kind: deb }, detect: { deb: { name: a } }",
    "{ os: linux }",
    'variants[0].files[0]: the file "absent.deb" is not there: paths are beside shoal.yaml',
  ],
  [
    "files: [a.deb], installer: { kind: deb }",
    "{ os: linux }",
    'variants[0]: "detect" is missing: only you know when deb has worked; docs/package-file.md has rules to choose from',
  ],
  [
    "files: [a.dmg], installer: { kind: dmg, app: Reader.pkg }",
    "{ os: macos }",
    'variants[0]: "detect" is missing: only you know when dmg has worked; docs/package-file.md has rules to choose from',
  ],
  [`${DEB}, timeout: 0s`, "{ os: linux }", "variants[0].timeout: timeout cannot be 0s: between 1s and 12h"],
  [`${DEB}, timeout: 13h`, "{ os: linux }", "variants[0].timeout: timeout cannot be 13h: between 1s and 12h"],
  [
    `${DEB}, expectedDuration: 31m`,
    "{ os: linux }",
    "variants[0].expectedDuration: expectedDuration cannot be 31m: between 1s and 30m",
  ],
  [
    `${DEB}, before: { run: x, timeout: 2h }`,
    "{ os: linux }",
    "variants[0].before.timeout: timeout cannot be 2h: between 1s and 1h",
  ],
  [
    `${DEB}, requires: { disk: 999999999 TiB }`,
    "{ os: linux }",
    "variants[0].requires.disk: disk cannot be 999999999 TiB: bytes, or 500 MB, 2 GiB",
  ],
  [
    `${DEB}, requires: { facts: { no-such-name: 1 } }`,
    "{ os: linux }",
    'variants[0].requires.facts.no-such-name: "no-such-name" is no key here: keys must match ^[a-z][a-zA-Z0-9.]{0,63}$',
  ],
  [
    "files: [a.exe], installer: { kind: exe, family: nsis }, detect: { file: { path: /x } }",
    '{ os: windows, osVersion: ">=11" }',
    "variants[0].match.osVersion: no Windows calls itself 11: Windows 11 is >=10.0.22000, Windows 10 is >=10.0.10240 <10.0.22000",
  ],
  [
    'files: ["a/..."], installer: { kind: exec }, detect: { file: { path: /x } }, requires: { cpus: 1 }',
    '{ os: linux, osVersion: "newest" }',
    'variants[0].match.osVersion: osVersion: "newest" is not a version',
  ],
];

test("an author hears what is wrong, where it is", () => {
  for (const [body, match, expected] of PROBLEMS) assert.deepEqual(told(variant(body, match)), [expected], body);
  assert.equal(told(variant("files: [absent.deb], installer: { kind: deb }, timeout: 0s")).length, 3, "all at once");
});

test("Windows 11 as the end of a range is no mistake", () => {
  assert.deepEqual(
    told(
      variant(
        "files: [a.msi], installer: { kind: msi }, detect: { file: { path: /x } }",
        '{ os: windows, osVersion: ">=10.0.17763 <11" }',
      ),
    ),
    [],
  );
});

test("a path is known once, and named as it is written", () => {
  const file = read(
    `{ name: a, version: "1", publisher: b, variants: [{ id: one, match: {}, files: [x/a, { path: x/a, name: b }], installer: { kind: exec }, detect: { file: { path: /x } } }] }`,
  );
  assert.deepEqual(packagePaths(file), ["x/a"]);
  const result = normalise(file, new Map([["x/a", BLOB]]));
  assert.deepEqual(result.ok && result.release.variants[0]!.files.map((each) => each.name), ["a", "b"]);
});

test("a release that agents would refuse to read is not made", () => {
  const script = "x".repeat(65_000);
  const many = Array.from(
    { length: 8 },
    (_, at) =>
      `{ id: v${at}, match: { os: linux, osVersion: "${at}" }, installer: { kind: script, run: ${script} }, before: ${script}, after: ${script}, detect: { script: { run: ${script} } } }`,
  );
  const text = {
    name: "a",
    version: "1",
    publisher: "b",
    variants: many.map(
      (each) =>
        (parsePackageFile(`{ name: a, version: "1", publisher: b, variants: [${each}] }`) as { file?: PackageFile })
          .file?.variants[0],
    ),
  };
  const result = normalise(text as PackageFile, new Map());
  assert.match(
    result.ok ? "" : formatProblem(result.problems[0]!),
    /^the signed release would have \d+ bytes, at most 1048576 are allowed/,
  );
});
