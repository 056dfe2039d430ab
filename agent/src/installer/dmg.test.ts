import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { detectReceipt } from "../detect/receipt.ts";
import type { Command, RunProcess } from "../process/run.ts";
import { dmg } from "./dmg.ts";
import { type TestContext, testContext } from "./fixtures/test-context.ts";

/** Stands in for hdiutil and ditto. `content`: what is in the image; `failing`: the program that does not work. */
function macos(content: string | undefined, failing?: string): { run: RunProcess; programs: string[] } {
  const programs: string[] = [];
  const run: RunProcess = async ({ argv }: Command) => {
    const program = argv.slice(0, argv[0].endsWith("hdiutil") ? 2 : 1).join(" ");
    programs.push(program.replace(/^.*\//, ""));
    if (failing !== undefined && program.endsWith(failing)) return { kind: "exited", exitCode: 1, durationMs: 1 };
    if (program.endsWith("attach") && content !== undefined) {
      const app = join(argv[argv.indexOf("-mountpoint") + 1]!, "Reader.app");
      mkdirSync(app);
      writeFileSync(join(app, "says"), content);
    }
    if (program.endsWith("ditto")) cpSync(argv[1]!, argv[2]!, { recursive: true });
    return { kind: "exited", exitCode: 0, durationMs: 1 };
  };
  return { run, programs };
}

function world(t: { after(fn: () => void): void }) {
  const first = testContext({ installer: { kind: "dmg", app: "Reader.app" }, os: "macos" });
  t.after(first.clear);
  const image = join(first.folder, "reader.dmg");
  writeFileSync(image, "");
  const into = join(first.folder, "Applications");
  const installer = { kind: "dmg", app: "Reader.app", into } as const;
  const contextOf = (version: string, run: RunProcess): TestContext =>
    testContext({ installer, version, run, files: [image], os: "macos", after: first });
  return { into, installer, contextOf, says: () => readFileSync(join(into, "Reader.app", "says"), "utf8") };
}

test("an app is copied, proved by its receipt, replaced and removed; the image is always let go", async (t) => {
  const { into, installer, contextOf, says } = world(t);
  for (const version of ["1", "2"]) {
    const { run, programs } = macos(version);
    const context = contextOf(version, run);
    assert.deepEqual((await dmg.install(installer, context)).kind, "exited");
    assert.deepEqual(programs, ["hdiutil attach", "ditto", "hdiutil detach"]);
    assert.equal(says(), version);
    assert.equal((await detectReceipt(context)).found, true);
    assert.deepEqual(readdirSync(into), ["Reader.app"]);
  }
  const last = contextOf("2", macos("2").run);
  await dmg.remove(installer, last);
  assert.equal(existsSync(join(into, "Reader.app")), false);
  assert.equal((await detectReceipt(last)).found, false);
});

test("what fails leaves the app that is there, and no image attached", async (t) => {
  const { into, installer, contextOf, says } = world(t);
  await dmg.install(installer, contextOf("1", macos("1").run));
  const failing = macos("2", "ditto");
  const second = contextOf("2", failing.run);
  const outcome = await dmg.install(installer, second);
  assert.equal(outcome.kind === "exited" && outcome.exitCode, 1);
  assert.equal(failing.programs.at(-1), "hdiutil detach");
  assert.equal(says(), "1");
  assert.deepEqual(readdirSync(into), ["Reader.app"]);
  assert.equal((await detectReceipt(second)).found, false);
  assert.equal((await detectReceipt(contextOf("1", failing.run))).found, true);

  const empty = macos(undefined);
  assert.equal((await dmg.install(installer, contextOf("2", empty.run))).kind, "unusable");
  assert.equal(empty.programs.at(-1), "hdiutil detach");
  const damaged = macos("2", "attach");
  await dmg.install(installer, contextOf("2", damaged.run));
  assert.deepEqual(damaged.programs, ["hdiutil attach"]);
});

test("a package in an image goes to the system's installer", async (t) => {
  const { installer, contextOf } = world(t);
  const programs: string[] = [];
  const run: RunProcess = async ({ argv }) => {
    programs.push(argv[0]);
    if (argv[1] === "attach") writeFileSync(join(argv[argv.indexOf("-mountpoint") + 1]!, "Reader.pkg"), "");
    return { kind: "exited", exitCode: 0, durationMs: 1 };
  };
  await dmg.install({ ...installer, app: "Reader.pkg" }, contextOf("1", run));
  assert.deepEqual(programs, ["/usr/bin/hdiutil", "/usr/sbin/installer", "/usr/bin/hdiutil"]);
});
