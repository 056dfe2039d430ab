import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LIMITS } from "../limits.ts";
import { formatPlacedProblem, parsePackageFile } from "./parse.ts";

const VALID = `# a comment
name: reader
version: "24.2.0"
publisher: Example
variants:
  - id: debian
    match: { os: linux }
    files: [reader.deb]
    installer:
      kind: deb
    exitCodes:
      reasons: { 100: see the log }
    detect:
      deb: { name: reader, range: ">=24.2" }
`;

function told(text: string): string[] {
  const parsed = parsePackageFile(text);
  return parsed.ok ? [] : parsed.problems.map((problem) => formatPlacedProblem("shoal.yaml", problem));
}

test("a file is read as its author meant it", () => {
  const parsed = parsePackageFile(VALID);
  assert.ok(parsed.ok);
  assert.equal(parsed.file.version, "24.2.0");
  assert.deepEqual(parsed.file.variants[0]!.exitCodes, { reasons: { "100": "see the log" } });
  assert.deepEqual(parsePackageFile(VALID.replaceAll("\n", "\r\n")).ok, true);
  assert.deepEqual(parsePackageFile(`\uFEFF${VALID}`).ok, true);
});

test("places are found again after parsing", () => {
  const parsed = parsePackageFile(VALID);
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.positionOf(["variants", 0, "installer", "kind"]), { line: 10, column: 13 });
  assert.deepEqual(parsed.positionOf(["variants", 0, "installer", "kind"], "key"), { line: 10, column: 7 });
  assert.deepEqual(parsed.positionOf(["variants", 0, "exitCodes", "reasons", "100"]), { line: 12, column: 23 });
  assert.deepEqual(parsed.positionOf(["variants", 0, "files", 0]), { line: 8, column: 13 });
  assert.deepEqual(
    parsed.positionOf(["variants", 0, "timeoutMs"]),
    { line: 6, column: 5 },
    "the nearest thing around it",
  );
  assert.deepEqual(parsed.positionOf([]), { line: 2, column: 1 });
});

/** [what is replaced, by what, what is said] */
const SLIPS: [string | RegExp, string, ...string[]][] = [
  ["installer:", "instaler:", 'shoal.yaml:9:5: unknown key "instaler": did you mean "installer"?'],
  ["kind: deb", "kinds: deb", 'shoal.yaml:10:7: unknown key "kinds": did you mean "kind"?'],
  ["kind: deb", "kind: debb", 'shoal.yaml:10:13: kind cannot be "debb": did you mean "deb"?'],
  [
    "kind: deb",
    "file: x",
    'shoal.yaml:10:7: installer: "kind" is missing: one of: deb, rpm, archive, script, exec, msi, exe, msix, pkg, dmg, appimage, image',
  ],
  [
    "kind: deb",
    "kind: 3",
    "shoal.yaml:10:13: kind must be deb, rpm, archive, script, exec, msi, exe, msix, pkg, dmg, appimage or image, not the number 3",
  ],
  [
    "kind: deb",
    "kind: msi\n      propertys: {}",
    'shoal.yaml:11:7: unknown key "propertys": did you mean "properties"?',
  ],
  [
    "kind: deb",
    "kind: deb\n      properties: {}",
    'shoal.yaml:11:7: unknown key "properties": known here: kind, file, via, allowDowngrade, lockWaitSeconds, root, arguments',
  ],
  ["deb: { name", "dep: { name", 'shoal.yaml:14:7: unknown key "dep": did you mean "deb"?'],
  ["deb: { name", "deb: { nmae", 'shoal.yaml:14:14: unknown key "nmae": did you mean "name"?'],
  [
    "detect:",
    "detect:\n      file: { path: /x }",
    'shoal.yaml:15:7: "file" and "deb" cannot stand side by side: put them under all: (every one must hold) or any: (one is enough)',
  ],
  [
    /detect:.*/s,
    "detect: [{ file: { path: /x } }]",
    "shoal.yaml:13:13: detect is a list: put it under all: (every one must hold) or any: (one is enough)",
  ],
  [
    /detect:.*/s,
    "detect: {}",
    "shoal.yaml:13:13: detect is empty: one of: all, any, not, file, version, registry, msi, deb, rpm, script, receipt",
  ],
  [
    /detect:.*/s,
    "detect:\n      all:\n        - any:\n            - fil: { path: /x }",
    'shoal.yaml:16:15: unknown key "fil": did you mean "file"?',
  ],
  ['"24.2.0"', "24.10", 'shoal.yaml:3:10: version must be text, not the number 24.10: quote it: "24.10"'],
  ['"24.2.0"', "1e3", 'shoal.yaml:3:10: version must be text, not the number 1e3: quote it: "1e3"'],
  [
    "publisher: Example",
    "publisher: true",
    'shoal.yaml:4:12: publisher must be text, not the boolean true: quote it: "true"',
  ],
  ["publisher: Example\n", "", 'shoal.yaml:2:1: "publisher" is missing: Who makes the software'],
  ["{ os: linux }", "", "shoal.yaml:7:5: match is empty: it must be a mapping"],
  [
    "os: linux",
    "os: [linux, lunix, linux]",
    'shoal.yaml:7:26: os[1] cannot be "lunix": did you mean "linux"?',
    'shoal.yaml:7:33: os names "linux" twice',
  ],
  [
    "os: linux",
    'bitness: "64"',
    'shoal.yaml:7:23: bitness must be 32, 64 or a list, not the text "64": without quotes: 64',
  ],
  ["os: linux", "bitness: 16", "shoal.yaml:7:23: bitness cannot be 16: one of: 32, 64"],
  [
    "name: reader\n",
    "name: Reader App\n",
    'shoal.yaml:2:7: name cannot be "Reader App": Lower-case letters, digits, dot, dash, underscore',
  ],
  [
    "kind: deb\n",
    "kind: deb\n    requires: { disk: 5 Gb }\n",
    'shoal.yaml:11:23: disk cannot be "5 Gb": Bytes, or 500 MB, 2 GiB',
  ],
  [
    "reasons: { 100: see the log }",
    "success: 0",
    "shoal.yaml:12:16: success must be a list, not the number 0: put it in brackets: [0]",
  ],
  ["kind: deb", "kind: deb\n\tvia: apt", "shoal.yaml:11:1: a tab is used to indent: indent with spaces"],
  [
    "publisher: Example",
    "publisher: Example\npublisher: Other",
    "shoal.yaml:5:1: publisher is there twice: keep one of them",
  ],
  [
    "publisher: Example",
    "publisher: Example: Inc",
    'shoal.yaml:4:12: a colon with a space begins another mapping here: quote the text: "a: b"',
  ],
  [
    "publisher: Example",
    "publisher: *someone",
    'shoal.yaml:4:12: *someone is not defined: quote it if it is text that begins with "*"',
  ],
  [
    "publisher: Example",
    "publisher: !!set Example",
    "shoal.yaml:4:12: tags are not used here: remove the part that begins with !",
  ],
  [
    "publisher: Example",
    "publisher: Example\n---\nname: second",
    "shoal.yaml:5:1: the file has a second document: one package a file: remove everything from --- on",
  ],
];

test("a slip is told with its place and what was meant", () => {
  for (const [from, to, ...expected] of SLIPS) assert.deepEqual(told(VALID.replace(from, () => to)), expected, to);
});

test("files that are no package files", () => {
  assert.deepEqual(told(""), ["shoal.yaml:1:1: the file is empty: docs/package-file.md has examples"]);
  assert.deepEqual(told("- a"), ["shoal.yaml:1:1: the document must be a mapping, not a list"]);
  assert.match(told("[".repeat(100_000))[0]!, /^shoal.yaml:1:\d+: the file is nested too deeply$/);
  assert.match(told(" ".repeat(LIMITS.packageFileBytes + 1))[0]!, /more than 262144 bytes/);
  assert.match(told("é".repeat(LIMITS.packageFileBytes / 2 + 1))[0]!, /more than 262144 bytes/);
  assert.equal(told("__proto__: { a: 1 }\nconstructor: 2").filter((each) => each.includes("unknown key")).length, 2);
});

test("anchors work, but not as a bomb", () => {
  assert.ok(
    parsePackageFile(
      VALID.replace("[reader.deb]", "&files [reader.deb]").replace("kind: deb", "kind: deb\n      arguments: *files"),
    ).ok,
  );
  const bomb = [
    "a: &a [x, x, x, x, x, x, x, x, x, x]",
    ...["b", "c", "d", "e"].map((name, at) => `${name}: &${name} [${Array(10).fill(`*${"abcd"[at]}`).join(", ")}]`),
  ].join("\n");
  assert.deepEqual(told(bomb), ["shoal.yaml:2:8: anchors copy too much text: write it out"]);
});

test("whatever the text is, there is an answer with a place in it", () => {
  const pieces = fc.constantFrom(
    ...VALID.split(/(?<=[\n :,[\]{}"])/),
    "\n",
    "  ",
    "- ",
    "&a ",
    "*a",
    "? ",
    "| ",
    ">",
    "!!x ",
    "%",
    "\t",
    "'",
    '"',
    "#",
    "{",
    "}",
    "[",
    "]",
    "\0",
    "\uD800",
    "<<: ",
    "---\n",
    "...\n",
  );
  const spliced = fc
    .tuple(fc.nat(VALID.length), fc.nat(VALID.length), fc.array(pieces, { maxLength: 4 }))
    .map(([from, to, middle]) => VALID.slice(0, from) + middle.join("") + VALID.slice(to));
  const anything = fc.oneof(
    spliced,
    fc.array(pieces, { maxLength: 40 }).map((each) => each.join("")),
    fc.string({ unit: "binary" }),
  );
  let refused = 0;
  fc.assert(
    fc.property(anything, (text) => {
      const parsed = parsePackageFile(text);
      if (parsed.ok) return;
      refused++;
      assert.ok(parsed.problems.length > 0);
      const lines = text.split(/\r\n|\n|\r/);
      for (const problem of parsed.problems) {
        assert.ok(problem.message.length > 0);
        assert.ok(
          problem.line >= 1 && problem.line <= lines.length + 1 && problem.column >= 1,
          formatPlacedProblem("f", problem),
        );
      }
    }),
    { numRuns: 2000 },
  );
  assert.ok(refused > 500);
});
