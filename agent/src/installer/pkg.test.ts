import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { type TestContext, testContext } from "./fixtures/test-context.ts";
import { pkg } from "./pkg.ts";

const skip = process.platform === "win32" && "a POSIX shell is needed";

/** A volume with an installed package, and a `pkgutil` that answers as macOS's does. */
function volume(t: { after(fn: () => void): void }, location: string, files: string[], folders: string[]): TestContext {
  const context = testContext({ installer: { kind: "pkg" }, os: "macos" });
  t.after(context.clear);
  const stub = [
    "#!/bin/sh",
    `echo "$*" >> "${context.folder}/calls"`,
    'case "$*" in',
    `*--pkg-info*) printf 'package-id: example.reader\\nversion: 1\\nvolume: /\\nlocation: ${location}\\n' ;;`,
    `*--only-files*) printf '%s\\n' ${files.map((each) => `'${each}'`).join(" ")} ;;`,
    `*--only-dirs*) printf '%s\\n' ${folders.map((each) => `'${each}'`).join(" ")} ;;`,
    "esac",
  ];
  const bin = join(context.folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "pkgutil"), `${stub.join("\n")}\n`);
  chmodSync(join(bin, "pkgutil"), 0o755);
  const { run } = context;
  context.run = (command, log, signal) =>
    run({ ...command, env: { ...command.env, PATH: `${bin}:/usr/bin:/bin` } }, log, signal);
  return context;
}

function put(context: TestContext, path: string): string {
  const file = join(context.folder, "volume", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  return file;
}

function remove(context: TestContext) {
  const installer = { kind: "pkg", identifier: "example.reader", target: join(context.folder, "volume") } as const;
  return pkg.remove(installer, context);
}

test("removal takes the files, the folders that are empty then, and the receipt", { skip }, async (t) => {
  const context = volume(
    t,
    "Applications",
    ["Reader.app/Contents/a b", "Reader.app/Contents/-rf"],
    ["Reader.app", "Reader.app/Contents", "Shared"],
  );
  const ours = ["Reader.app/Contents/a b", "Reader.app/Contents/-rf"].map((each) =>
    put(context, `Applications/${each}`),
  );
  const others = put(context, "Applications/Shared/another's");
  const outcome = await remove(context);
  assert.equal(outcome.kind === "exited" && outcome.exitCode, 0, context.log.tail().text);
  for (const file of ours) assert.equal(existsSync(file), false, file);
  assert.equal(existsSync(join(context.folder, "volume/Applications/Reader.app")), false);
  assert.equal(existsSync(others), true);
  assert.match(readFileSync(join(context.folder, "calls"), "utf8"), /--forget example\.reader\n$/);
});

test("a receipt that leads out of its place removes nothing there, and is kept", { skip }, async (t) => {
  const context = volume(t, "Applications", ["../../neighbour"], []);
  const neighbour = join(context.folder, "neighbour");
  writeFileSync(neighbour, "");
  put(context, "Applications/x");
  const outcome = await remove(context);
  assert.notEqual(outcome.kind === "exited" && outcome.exitCode, 0);
  assert.equal(existsSync(neighbour), true);
  assert.doesNotMatch(readFileSync(join(context.folder, "calls"), "utf8"), /--forget/);
});

test("without an identifier there is nothing to look up", async (t) => {
  const context = testContext({ installer: { kind: "pkg" }, os: "macos" });
  t.after(context.clear);
  assert.equal((await pkg.remove({ kind: "pkg" }, context)).kind, "unusable");
});
