import assert from "node:assert/strict";
import { test } from "node:test";
import { normalise, packagePaths } from "@shoal/core/package/normalise";
import type { DeadEnd } from "@shoal/core/release/dead-end";
import { describeDeadEnd } from "@shoal/core/release/describe";
import { parseRange } from "@shoal/core/version/range";
import { parsePackageFile } from "@shoal/protocol/package/parse";
import i18next from "i18next";
import { stringify } from "yaml";
import { saidText, understand } from "../../text/de/said.ts";

await i18next.init({
  lng: "de",
  interpolation: { escapeValue: false },
  resources: { de: { translation: saidText } },
});

const GUID = "{01234567-89AB-CDEF-0123-456789ABCDEF}";
const DEBIAN = {
  id: "debian",
  match: { os: "linux", distribution: ["debian"], osVersion: ">=11", bitness: 64, arch: ["x64"], formFactor: "laptop" },
  files: ["reader.deb", { path: "more/extra.txt", name: "extra.txt" }],
  installer: { kind: "deb", via: "apt", lockWaitSeconds: 10 },
  detect: { all: [{ deb: { name: "reader", range: ">=24" } }, { not: { any: [{ file: { path: "/x" } }] } }] },
  requires: { disk: "500 MB", memory: 1024, facts: { "hardware.virtual": false } },
  exitCodes: { success: [0, 7], reasons: { "7": "was there" } },
  remove: { purge: true, timeout: "5m" },
  after: { run: "true", interpreter: "sh", runAs: "user" },
  expectedDuration: "1m",
  timeout: "30m",
};
const WINDOWS = {
  id: "windows",
  match: { os: "windows" },
  files: ["a.msi"],
  installer: { kind: "msi" },
  detect: { msi: { productCode: GUID } },
};
const IMAGE = {
  id: "image",
  match: { os: "linux", formFactor: "iot" },
  files: ["a.img"],
  installer: { kind: "image", device: "/dev/sdz" },
};
const GOOD = { name: "reader", version: "24.2.0", publisher: "Example", variants: [DEBIAN, WINDOWS] };
const VALUES = [
  null,
  true,
  1.5,
  -1,
  64,
  "",
  "x y",
  "lunix",
  ">=1 <0",
  "~1.2",
  "x".repeat(5000),
  {},
  [],
  ["linux", "linux"],
];

type Node = Record<string | number, unknown>;
const placesOf = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
  typeof value !== "object" || value === null
    ? [path]
    : [
        path,
        ...Object.entries(value).flatMap(([key, each]) =>
          placesOf(each, [...path, Array.isArray(value) ? Number(key) : key]),
        ),
      ];
function changed(path: (string | number)[], change: (holder: Node, key: string | number) => unknown): unknown {
  const copy = structuredClone(GOOD) as unknown as Node;
  change(
    path.slice(0, -1).reduce((node, step) => node[step] as Node, copy),
    path.at(-1)!,
  );
  return copy;
}

const of = (variant: object, more: object = {}) => ({ ...GOOD, variants: [variant], ...more });
const needs = (name: string, versions = ">=1") => ({ package: name, versions });
/** Each breaks a rule that the shape says nothing of. */
const AGAINST_RULES: object[] = [
  of(WINDOWS, { dependencies: [needs("reader"), needs("b"), needs("b", ">2 <1"), needs("c", ">= 1")] }),
  of(WINDOWS, {
    dependencies: [needs("b", "nothing"), needs("c", "1,2")],
    supersedes: [{ package: "c" }, { package: "reader" }],
  }),
  of({ ...WINDOWS, installer: { kind: "exe", family: "custom" }, detect: { receipt: true } }),
  of({ ...WINDOWS, installer: { kind: "exe", family: "inno" }, detect: undefined }),
  of({ ...WINDOWS, match: { os: "windows", osVersion: ">=11" } }),
  of({ ...WINDOWS, match: { os: "windows", distribution: "debian" } }),
  of({ ...WINDOWS, match: { arch: "x86", bitness: 64 } }),
  of({ ...WINDOWS, match: {} }),
  of({ ...WINDOWS, files: ["a/x.msi", "b/x.msi"], installer: { kind: "msi", transforms: ["t.mst"] } }),
  of({ ...WINDOWS, files: [] }),
  of({ ...WINDOWS, files: ["gone.msi"] }),
  of({ ...WINDOWS, secrets: { PATH: "licence" } }),
  of({ ...WINDOWS, secrets: Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`S_${at}`, `secret-${at}`])) }),
  of({ ...WINDOWS, exitCodes: { success: [1], retry: [1] } }),
  of({ ...WINDOWS, remove: { command: ["x"], run: "x" } }),
  of({ ...WINDOWS, remove: { interpreter: "sh" } }),
  of({ ...WINDOWS, remove: { purge: true } }),
  of({ ...WINDOWS, remove: { runAs: "user" } }),
  of({ ...WINDOWS, match: { os: "linux" } }),
  of({ ...DEBIAN, requires: { disk: "99999999999999999 GB", memory: "99999999999999999 GB" } }),
  of({ ...DEBIAN, match: {}, timeout: "99h", expectedDuration: "0s" }),
  of({ ...DEBIAN, files: [], installer: { kind: "script", run: "x" }, remove: {} }),
  of({ ...DEBIAN, files: [], installer: { kind: "script" } }),
  of({ ...DEBIAN, installer: { kind: "script", run: "x", file: "extra.txt" } }),
  of({ ...DEBIAN, installer: { kind: "archive", into: "here", file: "extra.txt" } }),
  of({ ...DEBIAN, detect: { version: { command: ["x"], pattern: "v", range: ">=1" } } }),
  of({ ...DEBIAN, detect: { registry: { key: "HKLM\\X", equals: "x" } } }),
  of({ ...DEBIAN, detect: { file: { path: "x" } } }),
  of({ ...IMAGE, before: "true" }),
  of({ ...IMAGE, files: ["a.img.gz"], secrets: { KEY: "licence" } }),
  of({ ...IMAGE, files: ["empty"] }),
  { ...GOOD, variants: [WINDOWS, { ...WINDOWS, match: { os: "windows", arch: "x64" } }] },
  {
    ...GOOD,
    variants: [
      { ...WINDOWS, match: { os: "windows", arch: "x64" } },
      { ...WINDOWS, id: "w2", match: { os: "windows", formFactor: "pos" } },
    ],
  },
];
const TEXTS = [
  "",
  "a: 1\na: 2",
  "\tx",
  "a: b: c",
  "a: @x",
  "a: [1",
  "x",
  "a: *b",
  "a: !x y",
  "---\na: 1\n---\nb: 2",
  "? [a]\n: b",
  'a: "x',
];

function problemsOf(text: string): string[] {
  const parsed = parsePackageFile(text);
  const blob = (path: string) => ({
    digest: "a".repeat(64),
    sizeBytes: path === "empty" ? 0 : 7,
    manifestDigest: "b".repeat(64),
  });
  const judged = parsed.ok
    ? normalise(
        parsed.file,
        new Map(packagePaths(parsed.file).flatMap((path) => (path === "gone.msi" ? [] : [[path, blob(path)]]))),
      )
    : parsed;
  return judged.ok
    ? []
    : judged.problems.flatMap(({ message, hint }) => (hint === undefined ? [message] : [message, hint]));
}

test("whatever is wrong with a package file is told in German altogether, as is what would be right", () => {
  const broken = placesOf(GOOD)
    .slice(1)
    .flatMap((path) => [
      ...VALUES.map((value) => changed(path, (holder, key) => Object.assign(holder, { [key]: value }))),
      changed(path, (holder, key) => Reflect.deleteProperty(holder, key)),
      changed(path, (holder, key) => Object.assign(holder, { [`${key}x`]: holder[key] })),
    ]);
  const texts = [...TEXTS, ...[...AGAINST_RULES, ...broken].map((each) => stringify(each))];
  for (const each of AGAINST_RULES) assert.notEqual(problemsOf(stringify(each)).length, 0, JSON.stringify(each));
  const said = new Set(texts.flatMap(problemsOf));
  assert.ok(said.size > 300, `${said.size} are enough to say something`);
  const left = [...said].filter((each) => understand(each)?.partly !== false || understand(each)?.text === each);
  assert.deepEqual(
    left.filter((each) => !SAME.test(each)),
    [],
  );
});

/** An address. */
const SAME = /^docs\/package-file\.md$/;

test("why a release cannot be published is told in German altogether, and what comes first", () => {
  const range = (text: string) => {
    const parsed = parseRange(text);
    assert.ok(parsed.ok);
    return parsed.range;
  };
  const wish = (name: string, text = ">=1 <2") => ({
    ...{ by: { package: name, version: "1.0" }, installed: name === "b" },
    need: { package: "base", range: range(text), install: true },
  });
  const there = ["2.0", "0.9", "0.8", "0.7", "0.6", "0.5", "0.4"].map((version, at) => ({
    ...{ package: "base", version, needs: [], recalled: at === 0, fits: at !== 1 },
  }));
  const circle = ["a", "b", "c"].map((name) => ({ package: name, version: "1.0" }));
  const ends: DeadEnd[] = [
    { kind: "unpublished", wish: wish("a") },
    { kind: "no-version", wish: wish("a"), there },
    { kind: "conflict", wishes: [wish("a"), wish("b", ">=2"), wish("c")], there },
    { kind: "ordered", target: { package: "base", version: "3.0" }, wish: wish("b") },
    { kind: "circle", circle },
    { kind: "missing", wish: wish("a"), installed: undefined },
    { kind: "missing", wish: wish("a"), installed: "0.9" },
    { kind: "too-much" },
  ];
  const said = ends.map(describeDeadEnd);
  assert.deepEqual(
    said.filter((each) => understand(each)?.partly !== false),
    [],
  );
  assert.equal(
    understand(said[2]!)?.text,
    "a 1.0 braucht base >=1 <2, aber b 1.0, das installiert ist, braucht base >=2, aber c 1.0 braucht base >=1 <2; von base gibt es 2.0 (zurückgezogen), 0.9 (nicht für dieses Gerät), 0.8, 0.7, 0.6, 0.5 und 1 ältere",
  );
  assert.equal(understand(said[4]!)?.text, "a 1.0 braucht b 1.0 → c 1.0 → a 1.0: das führt im Kreis");
});
