/** Scripts and programs of a package's own, and its own removal, by real processes. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Installer } from "@shoal/protocol/package/installer";
import { createRealHost } from "../host/real.ts";
import { exec } from "./exec.ts";
import { type TestContextOptions, testContext } from "./fixtures/test-context.ts";
import { removeWith } from "./kinds.ts";
import { script } from "./script.ts";

function context(t: { after(fn: () => void): void }, options: TestContextOptions) {
  const here = testContext(options);
  t.after(here.clear);
  return here;
}

test("a script in the package: its arguments, its folder, its exit code", async (t) => {
  const installer = { kind: "script" as const, run: 'pwd; echo "$1"; exit 3', arguments: ["a b"] } satisfies Installer;
  const here = context(t, { installer });
  const outcome = await script.install(installer, here);
  assert.equal(outcome.kind === "exited" && outcome.exitCode, 3);
  assert.equal(here.log.tail().text, `${here.workDir}\na b\n`);
  assert.equal(statSync(join(here.workDir, readdirSync(here.workDir)[0]!)).mode & 0o077, 0, "nobody else reads it");
});

test("a script among the files, by the interpreter that the package names", async (t) => {
  const base = context(t, { installer: { kind: "exec" } });
  const file = join(base.folder, "install.sh");
  writeFileSync(file, 'echo from a file; test ! -x "$0"');
  const installer = { kind: "script", interpreter: "/bin/sh" } as const;
  const outcome = await script.install(installer, context(t, { installer, files: [file], after: base }));
  assert.equal(outcome.kind === "exited" && outcome.exitCode, 0);
  const absent = { kind: "script", run: "true", interpreter: "no-such-shell" } as const;
  const unusable = await script.install(absent, context(t, { installer: absent }));
  assert.match(unusable.kind === "unusable" ? unusable.detail : "", /no-such-shell/);
});

test("a program: blobs have no permission bits, so it is made one that runs", async (t) => {
  const base = context(t, { installer: { kind: "exec" } });
  const file = join(base.folder, "setup");
  writeFileSync(file, '#!/bin/sh\nprintf "%s|" "$@"\nexit 4\n', { mode: 0o600 });
  const installer = { kind: "exec" as const, arguments: ["--quiet", "a  b", "$HOME"] } satisfies Installer;
  const here = context(t, { installer, files: [file], after: base });
  const outcome = await exec.install(installer, here);
  assert.equal(outcome.kind === "exited" && outcome.exitCode, 4);
  assert.equal(here.log.tail().text, "--quiet|a  b|$HOME|");
});

test("an installer that does not end is ended", async (t) => {
  const installer = { kind: "script", run: "sleep 300 & wait" } as const;
  const outcome = await script.install(installer, context(t, { installer, timeoutMs: 300 }));
  assert.equal(outcome.kind, "timed-out");
});

test("removal is what the package says; without a word it is unusable, not done", async (t) => {
  const installer = { kind: "script", run: "true" } as const;
  const witness = join(context(t, { installer }).folder, "witness");
  writeFileSync(witness, "");
  process.env.SHOAL_TEST_WITNESS = witness;
  try {
    const command = await removeWith(context(t, { installer, remove: { command: ["rm", "${SHOAL_TEST_WITNESS}"] } }));
    assert.equal(command.kind === "exited" && command.exitCode, 0);
    assert.equal(existsSync(witness), false);
  } finally {
    delete process.env.SHOAL_TEST_WITNESS;
  }
  const run = await removeWith(context(t, { installer, remove: { run: "exit 5" } }));
  assert.equal(run.kind === "exited" && run.exitCode, 5);
  assert.equal((await removeWith(context(t, { installer }))).kind, "unusable");
});

test("the real host runs the scripts around an installer, and knows one start from another", async (t) => {
  const host = createRealHost({ agentVersion: "0.0.0" });
  const here = context(t, { installer: { kind: "exec" }, os: host.os });
  const outcome = await host.runScript({ run: "echo before; exit 6" }, here);
  assert.equal(outcome.kind === "exited" && outcome.exitCode, 6);
  assert.equal(here.log.tail().text, "before\n");
  const bootId = await host.bootId();
  assert.ok(bootId.length > 8);
  assert.equal(await host.bootId(), bootId);
  assert.ok((await host.diskFreeBytes(here.folder)) > 0);
});
