import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeZip } from "../archive/fixtures/make-zip.ts";
import { detectReceipt } from "../detect/receipt.ts";
import { archive } from "./archive.ts";
import { type TestContext, testContext } from "./fixtures/test-context.ts";

/** A packed folder `reader-<version>` with a program in it. */
function packed(folder: string, version: string): string {
  const tree = join(folder, `tree-${version}`, `reader-${version}`);
  mkdirSync(join(tree, "bin"), { recursive: true });
  writeFileSync(join(tree, "bin", "reader"), `#!/bin/sh\necho reader ${version}\n`, { mode: 0o755 });
  const file = join(folder, `reader-${version}.tar.gz`);
  execFileSync("tar", ["-czf", file, "-C", join(tree, ".."), `reader-${version}`]);
  return file;
}

function world(t: { after(fn: () => void): void }) {
  const base = testContext({ installer: { kind: "exec" } });
  t.after(base.clear);
  const into = join(base.folder, "opt", "reader");
  const installer = { kind: "archive", into, strip: 1 } as const;
  const context = (version: string, file: string, more: Partial<Parameters<typeof testContext>[0]> = {}): TestContext =>
    testContext({ installer, version, files: [file], after: base, ...more });
  return { base, into, installer, context };
}

test("each version has its folder, the link leads to the newest, what is installed runs", async (t) => {
  const { base, into, installer, context } = world(t);
  for (const version of ["1.0", "1.1"]) {
    const here = context(version, packed(base.folder, version));
    assert.equal((await detectReceipt(here)).found, false);
    assert.equal((await archive.install(installer, here)).kind, "exited", here.log.tail().text);
    assert.equal((await detectReceipt(here)).found, true);
    assert.equal(execFileSync(join(into, "current", "bin", "reader"), { encoding: "utf8" }), `reader ${version}\n`);
  }
  assert.deepEqual(readdirSync(into).sort(), ["1.0", "1.1", "current"]);
  assert.equal(statSync(join(into, "1.1")).mode & 0o777, 0o755);
  const here = context("1.1", join(base.folder, "reader-1.1.tar.gz"));
  await archive.remove(installer, here);
  assert.equal(existsSync(into), false);
  assert.equal((await detectReceipt(here)).found, false);
});

test("what is refused or broken leaves the version in use as it is, and nothing else", async (t) => {
  const { base, into, installer, context } = world(t);
  await archive.install(installer, context("1.0", packed(base.folder, "1.0")));
  const evil = join(base.folder, "evil.zip");
  writeFileSync(evil, makeZip([{ name: "a/ok", content: Buffer.from("x") }, { name: "a/../../../evil" }]));
  const cut = join(base.folder, "cut.tar.gz");
  const whole = readFileSync(packed(base.folder, "1.1"));
  writeFileSync(cut, whole.subarray(0, whole.length - 30));
  const odd = join(base.folder, "odd.bin");
  writeFileSync(odd, whole);
  for (const [file, words] of [
    [evil, /refused/],
    [cut, /damaged/],
    [odd, /cannot be told from its name/],
    [join(base.folder, "absent.tar.gz"), /no such file/],
  ] as const) {
    const here = context("1.1", file);
    const outcome = await archive.install(installer, here);
    assert.equal(outcome.kind, "unusable", file);
    assert.match(outcome.kind === "unusable" ? outcome.detail : "", words);
    assert.equal((await detectReceipt(here)).found, false);
    assert.deepEqual(readdirSync(into).sort(), ["1.0", "current"]);
  }
  const named = context("1.1", odd);
  assert.equal((await archive.install({ ...installer, format: "tar.gz" }, named)).kind, "exited");
});

test("what an interruption left is taken away by the next installation", async (t) => {
  const { base, into, installer, context } = world(t);
  const file = packed(base.folder, "1.0");
  mkdirSync(join(into, ".unpacking-reader-aB3xYz", "half"), { recursive: true });
  mkdirSync(join(into, ".unpacking-reader-pro-aB3xYz"), { recursive: true });
  await archive.install(installer, context("1.0", file));
  assert.deepEqual(
    readdirSync(into).sort(),
    [".unpacking-reader-pro-aB3xYz", "1.0", "current"],
    "not what is another's",
  );
});

test("a folder that was there before is not taken over", async (t) => {
  const { base, into, installer, context } = world(t);
  mkdirSync(join(into, "1.0"), { recursive: true });
  writeFileSync(join(into, "1.0", "mine"), "");
  const outcome = await archive.install(installer, context("1.0", packed(base.folder, "1.0")));
  assert.match(outcome.kind === "unusable" ? outcome.detail : "", /in the way/);
  assert.ok(existsSync(join(into, "1.0", "mine")));
  rmSync(join(into, "1.0"), { recursive: true });
});

test("a stop and a timeout are told from a failure", async (t) => {
  const { base, into, installer, context } = world(t);
  const file = packed(base.folder, "1.0");
  const stopped = await archive.install(installer, context("1.0", file, { signal: AbortSignal.abort() }));
  assert.equal(stopped.kind, "stopped");
  assert.deepEqual(readdirSync(into), []);
});
