import assert from "node:assert/strict";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { detectReceipt } from "../detect/receipt.ts";
import { appimage, desktopEntry, desktopFile } from "./appimage.ts";
import { type TestContext, testContext } from "./fixtures/test-context.ts";

/** Stands in for an AppImage: a program that answers what the runtime of one answers. */
function program(folder: string, version: string, exitCode = 0): string {
  const file = join(folder, `Reader-${version}.AppImage`);
  const lines = [
    "#!/bin/sh",
    `[ "$APPIMAGE_EXTRACT_AND_RUN" = 1 ] || { echo "fuse: device not found"; exit 127; }`,
    `echo "version ${version}: $*"`,
    `exit ${exitCode}`,
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

function world(t: { after(fn: () => void): void }) {
  const base = testContext({ installer: { kind: "exec" } });
  t.after(base.clear);
  const into = join(base.folder, "apps");
  mkdirSync(into);
  const installer = { kind: "appimage", into } as const;
  const context = (version: string, file: string): TestContext =>
    testContext({ installer, version, files: [file], after: base });
  return { base, into, installer, context };
}

test("is proved to start before the link is switched to it, and removed with all that it left", async (t) => {
  const { base, into, installer, context } = world(t);
  for (const version of ["1", "2", "3"]) {
    const here = context(version, program(base.folder, version));
    const outcome = await appimage.install(installer, here);
    assert.deepEqual({ ...outcome, durationMs: 0 }, { kind: "exited", exitCode: 0, durationMs: 0 });
    assert.match(here.log.tail().text, new RegExp(`version ${version}: --appimage-version`));
    assert.equal((await detectReceipt(here)).found, true);
    assert.match(readFileSync(join(into, "reader.AppImage"), "utf8"), new RegExp(`version ${version}:`));
  }
  assert.deepEqual(readdirSync(into).sort(), ["reader-2.AppImage", "reader-3.AppImage", "reader.AppImage"]);
  assert.ok(lstatSync(join(into, "reader.AppImage")).isSymbolicLink());

  const bad = context("4", program(base.folder, "4", 9));
  const refused = await appimage.install(installer, bad);
  assert.equal(refused.kind === "exited" && refused.exitCode, 9);
  assert.equal((await detectReceipt(bad)).found, false);
  assert.deepEqual(readdirSync(into).sort(), ["reader-2.AppImage", "reader-3.AppImage", "reader.AppImage"]);
  assert.match(readFileSync(join(into, "reader.AppImage"), "utf8"), /version 3:/);

  await appimage.remove(installer, bad);
  assert.equal(existsSync(into), false);
});

test("the probe is the package's to choose", async (t) => {
  const { base, installer, context } = world(t);
  const here = context("1", program(base.folder, "1"));
  await appimage.install({ ...installer, probe: ["--self-test", "quick"] }, here);
  assert.match(here.log.tail().text, /version 1: --self-test quick/);
});

test("a file of another kind of processor is unusable", async (t) => {
  const { base, installer, context } = world(t);
  const file = join(base.folder, "foreign.AppImage");
  const machine = process.arch === "arm64" ? 62 : 183;
  writeFileSync(file, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, machine, 0]));
  const outcome = await appimage.install(installer, context("1", file));
  assert.match(outcome.kind === "unusable" ? outcome.detail : "", /not a program for this/);
});

test("the menu's entry: where it goes, and a path that needs quoting", () => {
  assert.equal(desktopFile("reader", 0, "/srv/home"), "/usr/local/share/applications/shoal-reader.desktop");
  assert.equal(desktopFile("reader", 1000, "/srv/home"), "/srv/home/.local/share/applications/shoal-reader.desktop");
  assert.match(desktopEntry("reader", '/opt/a b/$x"y%/r'), /^Exec="\/opt\/a b\/\\\\\$x\\\\"y%%\/r" %U$/m);
});
