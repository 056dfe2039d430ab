import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import {
  lineOf,
  type Saying,
  scriptedRun,
  type TestContextOptions,
  testContext,
} from "../installer/fixtures/test-context.ts";
import { writeReceipt } from "../installer/receipt.ts";
import { expandVariables } from "./expand.ts";
import { detectLeaf } from "./leaf.ts";
import { parseRegValue, regQueryCommand } from "./registry.ts";

async function ask(leaf: DetectLeaf, answers: Saying[] = [], more: Partial<TestContextOptions> = {}) {
  const { run, commands } = scriptedRun(...answers);
  const context = testContext({ installer: { kind: "deb" }, ...(answers.length > 0 ? { run } : {}), ...more });
  try {
    return { ...(await detectLeaf(leaf, context)), commands: commands.map(lineOf) };
  } finally {
    context.clear();
  }
}

test("file: there, its size and its digest", async () => {
  const context = testContext({ installer: { kind: "exec" } });
  const path = join(context.folder, "reader");
  writeFileSync(path, "hello");
  const sha256 = createHash("sha256").update("hello").digest("hex");
  const found = async (file: { path: string; sha256?: string; minSizeBytes?: number }) =>
    (await detectLeaf({ file }, context)).found;
  assert.equal(await found({ path }), true);
  assert.equal(await found({ path, sha256, minSizeBytes: 5 }), true);
  assert.equal(await found({ path, minSizeBytes: 6 }), false);
  assert.equal(await found({ path, sha256: "0".repeat(64) }), false);
  assert.equal(await found({ path: `${path}.absent` }), false);
  assert.equal(await found({ path: join(path, "below-a-file") }), false);
  assert.equal(await found({ path: context.folder, sha256 }), false);
  // A path that cannot even be looked at is not a no.
  assert.equal(await found({ path: `/${"x".repeat(5000)}` }), "unknown");
  process.env.SHOAL_TEST_FOLDER = context.folder;
  assert.equal(await found({ path: "${SHOAL_TEST_FOLDER}/reader" }), true);
  assert.equal(await found({ path: "%SHOAL_TEST_FOLDER%/reader" }), true);
  delete process.env.SHOAL_TEST_FOLDER;
  assert.equal(await found({ path: "${SHOAL_TEST_FOLDER}/reader" }), false);
  context.clear();
});

test("variables: both ways of writing, brackets in names, what is not set stays", () => {
  const env = { "ProgramFiles(x86)": "C:\\Program Files (x86)", HOME: "/srv/reader" };
  assert.equal(expandVariables("%ProgramFiles(x86)%\\Reader", env), "C:\\Program Files (x86)\\Reader");
  assert.equal(expandVariables("${HOME}/${ABSENT}/100%", env), "/srv/reader/${ABSENT}/100%");
});

test("version: what a program says of itself", async () => {
  const leaf = (script: string, range: string, pattern?: string): DetectLeaf => ({
    version: { command: ["/bin/sh", "-c", script], range, ...(pattern === undefined ? {} : { pattern }) },
  });
  assert.equal((await ask(leaf("echo reader v24.2.1 on Linux 6", ">=24.2 <25"))).found, true);
  assert.equal((await ask(leaf("echo reader 24.1 >&2", ">=24.2"))).found, false);
  assert.equal((await ask(leaf("echo 'build=77 api=24.2'", "=77", "build=([0-9]+)"))).found, true);
  assert.equal((await ask(leaf("echo hello", ">=1"))).found, "unknown");
  const endless = await ask(leaf(`echo ${"a".repeat(50)}!`, ">=1", "^(a+)+$"));
  assert.equal(endless.found, "unknown");
  assert.match(endless.detail, /the pattern \^\(a\+\)\+\$ found no end within/);
  assert.equal((await ask({ version: { command: ["/nowhere/reader"], range: ">=1" } })).found, false);
  assert.equal((await ask(leaf("", ">=1"), [{ outcome: { kind: "timed-out", durationMs: 60_000 } }])).found, "unknown");
});

test("script: 0 is yes, 1 is no, everything else could not find out", async () => {
  for (const [code, found] of [
    [0, true],
    [1, false],
    [2, "unknown"],
    [127, "unknown"],
  ] as const)
    assert.equal((await ask({ script: { run: `exit ${code}` } })).found, found, String(code));
  assert.equal((await ask({ script: { run: "exit 0", interpreter: "no-such-shell" } })).found, "unknown");
});

test("deb: only what is whole counts, in Debian's order of versions", async () => {
  const deb = (output: string, range?: string, exitCode = 0) =>
    ask({ deb: { name: "reader", ...(range === undefined ? {} : { range }) } }, [{ output, exitCode }]);
  assert.equal((await deb("install ok installed 24.2-1\n")).found, true);
  assert.equal((await deb("install ok installed 24.2~rc1-1\n", ">=24.2")).found, false);
  // For dpkg letters come after the end, whatever they mean elsewhere.
  assert.equal((await deb("install ok installed 24.2rc1\n", ">24.2")).found, true);
  assert.equal((await deb("install ok half-configured 24.2-1\n")).found, false);
  assert.equal((await deb("deinstall ok config-files 24.2-1\n")).found, false);
  assert.equal((await deb("install reinstreq installed 24.2-1\n")).found, false);
  assert.equal((await deb("hold ok installed 24.2-1\n", ">=24")).found, true);
  assert.equal((await deb("dpkg-query: no packages found matching reader\n", undefined, 1)).found, false);
  assert.equal((await deb("dpkg-query: error: cannot open\n", undefined, 2)).found, "unknown");
});

test("rpm: the newest of what is installed, in rpm's order of versions", async () => {
  const rpm = (output: string, range?: string, exitCode = 0) =>
    ask({ rpm: { name: "reader", ...(range === undefined ? {} : { range }) } }, [{ output, exitCode }]);
  assert.equal((await rpm("0:24.2-1\n", ">=24.2")).found, true);
  assert.equal((await rpm("0:24.10-1\n0:24.9-1\n", ">=24.10")).found, true);
  assert.equal((await rpm("1:1.0-1\n", ">=24")).found, true);
  assert.equal((await rpm("package reader is not installed\n", undefined, 1)).found, false);
  assert.equal((await rpm("error: cannot open Packages database\n", undefined, 1)).found, "unknown");
});

test("registry: exit code 1 is a no, other trouble is not; numbers are read as such", async () => {
  const value = (output: string) => `\r\nHKEY_LOCAL_MACHINE\\Software\\Reader\r\n${output}\r\n\r\n`;
  const registry = (more: object, ...answers: Saying[]) =>
    ask({ registry: { key: "HKLM\\Software\\Reader", ...more } }, answers, { os: "windows" });
  const version = value("    Version    REG_SZ    24.2");
  assert.equal((await registry({ value: "Version", range: ">=24" }, { output: version })).found, true);
  assert.equal((await registry({ value: "version", equals: "24.2" }, { output: version })).found, true);
  assert.equal((await registry({ value: "Version", equals: "24" }, { output: version })).found, false);
  assert.equal(
    (await registry({ value: "Level", equals: "17" }, { output: value("    Level    REG_DWORD    0x11") })).found,
    true,
  );
  assert.equal((await registry({}, { exitCode: 1 })).found, false);
  assert.equal((await registry({}, { exitCode: 5, output: "ERROR: Access is denied." })).found, "unknown");
  assert.equal((await ask({ registry: { key: "HKLM\\Software\\Reader" } }, [{}], { os: "linux" })).found, "unknown");
});

test("registry: without a view both are looked at, with one only that", async () => {
  const both = await ask({ registry: { key: "HKLM\\Software\\Reader" } }, [{ exitCode: 1 }, {}], { os: "windows" });
  assert.equal(both.found, true);
  assert.deepEqual(
    both.commands.map((line) => line.slice(-7)),
    ["/reg:64", "/reg:32"],
  );
  const one = await ask({ registry: { key: "HKLM\\Software\\Reader", view: 32 } }, [{ exitCode: 1 }, {}], {
    os: "windows",
  });
  assert.deepEqual([one.found, one.commands.length], [false, 1]);
});

test("registry: names with blanks, empty data, the default value in any language", () => {
  assert.equal(regQueryCommand("HKLM\\S", "", 64).slice(1).join(" "), "query HKLM\\S /ve /reg:64");
  assert.equal(
    parseRegValue("    Install Dir    REG_SZ    C:\\Program Files\\R    x", "Install Dir"),
    "C:\\Program Files\\R    x",
  );
  assert.equal(parseRegValue("    Empty    REG_SZ    ", "empty"), "");
  assert.equal(parseRegValue("    Empty    REG_SZ", "empty"), "");
  assert.equal(parseRegValue("    (Standard)    REG_SZ    here", ""), "here");
  assert.equal(parseRegValue("    Other    REG_SZ    x", "Version"), undefined);
});

test("what could not find out says so with the code, and with words where there are any", async () => {
  const deb: DetectLeaf = { deb: { name: "reader" } };
  const rpm: DetectLeaf = { rpm: { name: "reader" } };
  const registry: DetectLeaf = { registry: { key: "HKLM\\Software\\Reader" } };
  const said = async (leaf: DetectLeaf, answer: Saying, os: "linux" | "windows" = "linux") =>
    (await ask(leaf, [answer], { os })).detail;
  const long = `cannot open ${"x".repeat(300)}`;
  assert.equal(
    await said(deb, { exitCode: 2, output: ` ${long}\n` }),
    `dpkg-query ended with 2: ${long.slice(0, 200)}`,
  );
  assert.equal(await said(rpm, { exitCode: 1, output: "no database\n" }), "rpm ended with 1: no database");
  assert.equal(await said(registry, { exitCode: 5, output: "denied" }, "windows"), "reg query ended with 5: denied");
  assert.equal(await said(deb, { exitCode: 2 }), "dpkg-query ended with 2");
  const script = async (run: string) => (await ask({ script: { run } })).detail;
  assert.equal(await script("echo one; echo two; exit 3"), "the detection script ended with 3: two");
  assert.equal(await script("exit 1"), "the detection script ended with 1");
});

test("msi: registered under its code, in either view", async () => {
  const msi = { productCode: "{6F1B9C52-2B5B-4C7B-9C59-1D2E3F405162}", range: ">=24.2" };
  const there = { output: "    DisplayVersion    REG_SZ    24.2.0\r\n" };
  assert.equal((await ask({ msi }, [there], { os: "windows" })).found, true);
  assert.equal((await ask({ msi }, [{ exitCode: 1 }, there], { os: "windows" })).found, true);
  assert.equal((await ask({ msi }, [{ exitCode: 1 }], { os: "windows" })).found, false);
  assert.equal((await ask({ msi: { ...msi, range: ">=25" } }, [there], { os: "windows" })).found, false);
  assert.equal((await ask({ msi }, [{ exitCode: 5 }], { os: "windows" })).found, "unknown");
});

test("receipt: of this version, in force", async () => {
  const context = testContext({ installer: { kind: "archive", into: "/opt/reader" }, version: "2" });
  const [path, link] = [join(context.folder, "2"), join(context.folder, "current")];
  const found = async () => (await detectLeaf({ receipt: true }, context)).found;
  assert.equal(await found(), false);
  const receipt = { packageName: "reader", version: "2", kind: "archive", path, link, installedAt: "now" };
  writeReceipt(context.receiptDir, receipt);
  assert.equal(await found(), false, "its folder is not there");
  mkdirSync(path);
  assert.equal(await found(), false, "its link is not there");
  symlinkSync("2", link);
  assert.equal(await found(), true);
  mkdirSync(join(context.folder, "3"));
  rmSync(link);
  symlinkSync("3", link);
  assert.equal(await found(), false, "its link leads elsewhere");
  writeReceipt(context.receiptDir, { ...receipt, version: "3" });
  assert.equal(await found(), false, "it is of another version");
  context.clear();
});
