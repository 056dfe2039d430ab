import assert from "node:assert/strict";
import { test } from "node:test";
import { asWritten } from "@shoal/core/package/as-written";
import { PackageFile } from "@shoal/protocol/package/package-file";
import type { JsonSchema } from "@shoal/protocol/schema/json-schema";
import { releaseText as de } from "../../text/de/release.ts";
import { releaseText as en } from "../../text/en/release.ts";
import { at, EMPTY_FILE, put, withFile } from "./draft.ts";
import { guessFrom, mayInstall } from "./guess.ts";
import { INSTALLER_KINDS } from "./installer-kinds.ts";
import { isHashed, judge } from "./judge.ts";
import { read, shapeOf, shown } from "./shape.ts";

const BLOB = { digest: "a".repeat(64), sizeBytes: 7, manifestDigest: "b".repeat(64) };
const FRESH = new Set<string>();

test("a file's name says for whom it is", () => {
  const said = (name: string) => Object.values(guessFrom(name)).join(" ");
  assert.equal(said("reader_24.2.0_amd64.deb"), "deb linux x64 24.2.0 reader");
  assert.equal(said("Reader-24.2-arm64.msi"), "msi windows arm64 24.2 reader");
  assert.equal(said("reader-24.2.0-1.x86_64.rpm"), "rpm linux x64 24.2.0 reader");
  assert.equal(said("hello-1.0.0-darwin-aarch64.tar.gz"), "archive macos arm64 1.0.0 hello");
  assert.equal(said("Setup v2.1 x86.exe"), "exe windows x86 2.1 setup");
  assert.equal(said("tool-x86-64.rpm"), "rpm linux x64 tool-x86-64");
  assert.equal(said("windmill"), "exec windmill");
});

test("what is put in at a path stays where it was, and what is empty goes", () => {
  const file = withFile(EMPTY_FILE, "a_1.0_amd64.deb", FRESH);
  const path = ["variants", 0, "requires", "disk"];
  const more = put(file, path, 5);
  assert.equal(at(more, path), 5);
  assert.deepEqual(put(more, path, undefined), file);
  assert.deepEqual(Object.keys(put(file, ["version"], "2.0")), ["name", "version", "publisher", "variants"]);
  assert.deepEqual(
    put(put(file, ["variants", 0, "match", "os"], undefined), ["variants", 0, "match", "arch"], undefined).variants[0]!
      .match,
    {},
  );
});

test("from a dropped file to the document, and from the release back to a form that another version is dropped on", () => {
  const path = "reader_24.2.0_amd64.deb";
  const dropped = withFile(EMPTY_FILE, path, FRESH);
  const files = new Map([[path, BLOB]]);
  const missing = judge(dropped, files, undefined);
  assert.deepEqual(
    missing.problems.map((each) => each.path),
    [["publisher"]],
  );
  assert.match(missing.problems[0]!.message, /publisher is empty/);

  const whole = judge(put(dropped, ["publisher"], "Example: <b>"), files, undefined);
  assert.deepEqual(whole.problems, []);
  assert.equal(
    whole.text,
    `name: reader
version: 24.2.0
publisher: "Example: <b>"
variants:
  - id: linux-x64
    match:
      os: linux
      arch: x64
    files:
      - reader_24.2.0_amd64.deb
    installer:
      kind: deb
    detect:
      deb:
        name: reader
        range: ">=24.2.0"
`,
  );
  assert.ok(isHashed(dropped, files));

  const { file } = asWritten(whole.release!);
  const next = withFile({ ...file, version: "" }, "reader_24.10_amd64.deb", FRESH);
  assert.equal(next.version, "24.10");
  assert.equal(next.variants.length, 1, "it takes the place of the one before");
  assert.deepEqual(next.variants[0]!.files, ["reader_24.10_amd64.deb"]);
  assert.deepEqual(next.variants[0]!.detect, { deb: { name: "reader", range: ">=24.10" } });
  const beside = withFile(file, "reader_24.10_arm64.deb", FRESH);
  assert.deepEqual(
    beside.variants.map(({ files }) => files),
    [[path], ["reader_24.10_arm64.deb"]],
    "what is for other devices takes nobody's place",
  );
  const other = withFile(next, "reader_24.10_arm64.deb", new Set(["reader_24.10_amd64.deb"]));
  assert.deepEqual(
    other.variants.map(({ id }) => id),
    ["linux-x64", "linux-arm64"],
  );
  const judged = judge(other, new Map([["reader_24.10_amd64.deb", BLOB]]), undefined);
  assert.match(judged.problems[0]!.message, /reader_24\.10_arm64\.deb" is not there/);
  assert.deepEqual(judged.problems[0]!.path, ["variants", 1, "files", 0]);
});

test("every key of the package file that is filled in has a name in every language", () => {
  const keys = new Set<string>();
  const walk = ({ properties = {}, anyOf = [], items, $defs = {} }: JsonSchema): void => {
    for (const [key, schema] of Object.entries(properties)) {
      keys.add(key);
      walk(schema);
    }
    for (const each of [...anyOf, ...(items ? [items] : []), ...Object.values($defs)]) walk(each);
  };
  walk(PackageFile as unknown as JsonSchema);
  // The kind is the choice itself; rules in each other are chosen; languages are kept as they are.
  const others = ["kind", "all", "any", "not", "registry", "msi", "deb", "rpm", "script", "receipt", "localized"];
  const missing = (text: typeof en) =>
    [...keys].filter(
      (key) => !others.includes(key) && !(key in text.release.fields) && key !== "icon" && key !== "variants",
    );
  assert.ok(keys.size > 70, `${keys.size} keys`);
  assert.deepEqual([missing(en), missing(de)], [[], []]);
});

test("every key of every kind of installer is a field whose text is read as what it shows", () => {
  for (const [kind, schema] of INSTALLER_KINDS)
    for (const [key, each] of Object.entries(schema.properties ?? {})) assert.ok(shapeOf(each).as, `${kind}.${key}`);
  const { msi, archive, script } = Object.fromEntries(INSTALLER_KINDS);
  assert.equal(shapeOf(msi!.properties!["properties"]!).as, "pairs");
  assert.equal(shapeOf(archive!.properties!["format"]!).as, "choice");
  assert.equal(shapeOf(script!.properties!["run"]!).as, "script");
  assert.equal(shapeOf(script!.properties!["arguments"]!).as, "lines");
  for (const [as, value] of [
    ["lines", ["/S", "a b"]],
    ["numbers", [0, 3010, -1]],
    ["pairs", { INSTALLLEVEL: "3", "A.B": "x=y" }],
    ["facts", { "hardware.virtual": false, cores: 4, model: "T14" }],
    ["size", 5],
    ["size", "2 GiB"],
  ] as const)
    assert.deepEqual(read(as, shown(as, value)), value);
});

test("what is an installer is told by its name; a program has no ending that says what else it is", () => {
  for (const name of ["a.msi", "A_1.0_amd64.DEB", "reader", "reader-linux-x64", "tool-1.2", "setup.run", "tool.x64"])
    assert.equal(mayInstall(name), true, name);
  for (const name of ["notes.txt", "README.md", "manual.pdf", "a.msi.sha256"])
    assert.equal(mayInstall(name), false, name);
});
