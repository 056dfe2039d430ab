import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { InstallerOf } from "@shoal/protocol/package/installer";
import { detectLeaf } from "../detect/leaf.ts";
import type { ProcessOutcome } from "../process/run.ts";
import { makeRpm } from "./fixtures/make-rpm.ts";
import { type TestContextOptions, testContext } from "./fixtures/test-context.ts";
import { rpm } from "./rpm.ts";

const missing = ["rpm", "rpmbuild"].find((program) => spawnSync(program, ["--version"]).error !== undefined);
// A package database in another root needs chroot.
const skip =
  missing !== undefined
    ? `${missing} is not on this system`
    : process.getuid?.() !== 0 && "only root may install into another root folder";

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "shoal-rpm-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

async function act(
  order: "install" | "remove",
  installer: InstallerOf<"rpm">,
  name: string,
  more: Partial<TestContextOptions> = {},
): Promise<{ exitCode: number; log: string; found: boolean | "unknown"; outcome: ProcessOutcome }> {
  const leaf = { rpm: { name } };
  const context = testContext({ installer, detect: leaf, ...more });
  try {
    const outcome = await rpm[order](installer, context);
    const { found } = await detectLeaf(leaf, context);
    return {
      exitCode: outcome.kind === "exited" ? outcome.exitCode : -1,
      log: context.log.tail().text,
      found,
      outcome,
    };
  } finally {
    context.clear();
  }
}

function sandbox(): { root: string; installer: InstallerOf<"rpm"> } {
  const root = mkdtempSync(join(folder, "root-"));
  return { root, installer: { kind: "rpm", root } };
}

test("installs, is found, again, upgrades, is removed", { skip }, async () => {
  const { root, installer } = sandbox();
  const file = (version: string) => [
    makeRpm(folder, { name: "reader", version, files: { "/usr/lib/reader": version } }),
  ];
  const [one, two] = [file("1.0"), file("2.0")];
  const first = await act("install", installer, "reader", { files: one });
  assert.deepEqual([first.exitCode, first.found], [0, true], first.log);
  const again = await act("install", installer, "reader", { files: one });
  assert.deepEqual([again.exitCode, again.found], [0, true], again.log);
  const second = await act("install", installer, "reader", { files: two });
  assert.equal(readFileSync(join(root, "usr/lib/reader"), "utf8"), "2.0", second.log);
  const removed = await act("remove", installer, "reader");
  assert.deepEqual([removed.exitCode, removed.found], [0, false], removed.log);
  assert.equal(existsSync(join(root, "usr/lib/reader")), false);
  const gone = await act("remove", installer, "reader");
  assert.deepEqual([gone.exitCode, gone.found], [0, false], "what is gone need not be removed");
});

test("an older version replaces a newer one only where that is allowed", { skip }, async () => {
  const { root, installer } = sandbox();
  const file = (version: string) => [makeRpm(folder, { name: "older", version, files: { "/usr/lib/older": version } })];
  const [one, two] = [file("1.0"), file("2.0")];
  await act("install", installer, "older", { files: two });
  const refused = await act("install", installer, "older", { files: one });
  assert.notEqual(refused.exitCode, 0);
  assert.equal(readFileSync(join(root, "usr/lib/older"), "utf8"), "2.0");
  const allowed = await act("install", { ...installer, allowDowngrade: true }, "older", { files: one });
  assert.equal(allowed.exitCode, 0, allowed.log);
  assert.equal(readFileSync(join(root, "usr/lib/older"), "utf8"), "1.0");
});

test("a changed configuration file is kept", { skip }, async () => {
  const { root, installer } = sandbox();
  const path = "/etc/asks.conf";
  const file = (version: string) => [
    makeRpm(folder, { name: "asks", version, files: { [path]: `from ${version}\n` }, config: [path] }),
  ];
  await act("install", installer, "asks", { files: file("1.0") });
  writeFileSync(join(root, path), "by hand\n");
  const upgraded = await act("install", installer, "asks", { files: file("2.0") });
  assert.deepEqual([upgraded.exitCode, upgraded.found], [0, true], upgraded.log);
  assert.equal(readFileSync(join(root, path), "utf8"), "by hand\n");
  assert.ok(existsSync(join(root, `${path}.rpmnew`)));
});

test("a missing dependency and a file that is no package fail with words", { skip }, async () => {
  const { installer } = sandbox();
  const needy = makeRpm(folder, { name: "needy", version: "1.0", files: {}, requires: "absent-library" });
  const lacks = await act("install", installer, "needy", { files: [needy] });
  assert.deepEqual([lacks.exitCode, lacks.found], [1, false]);
  assert.match(lacks.log, /absent-library/);
  const junk = join(folder, "junk-1.0-1.noarch.rpm");
  writeFileSync(junk, "no package");
  const broken = await act("install", installer, "junk", { files: [junk] });
  assert.notEqual(broken.exitCode, 0);
  assert.equal(broken.found, false);
});

test("what cannot be done is said", { skip }, async () => {
  const { installer } = sandbox();
  const file = join(folder, "unnamed");
  writeFileSync(file, "");
  assert.equal((await act("install", { ...installer, via: "dnf" }, "x", { files: [file] })).outcome.kind, "unusable");
  const context = testContext({ installer, files: [file], detect: { file: { path: "/usr/bin/x" } } });
  assert.equal((await rpm.remove(installer, context)).kind, "unusable");
  context.clear();
});
