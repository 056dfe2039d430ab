import assert from "node:assert/strict";
import { test } from "node:test";
import { scriptedRun } from "../installer/fixtures/test-context.ts";
import { restart, restartCommands } from "./restart.ts";

test("a restart is a minute away, and its reason is one line that is no option", () => {
  assert.deepEqual(restartCommands("macos", "--now\nreader 2"), [["/sbin/shutdown", "-r", "+1", "now reader 2"]]);
  const [windows] = restartCommands("windows", "x".repeat(600));
  assert.match(windows![0], /\\System32\\shutdown\.exe$/);
  assert.deepEqual(windows!.slice(1, 4), ["/r", "/t", "60"]);
  assert.equal(windows!.at(-1)!.length, 500);
});

test("what a small system lacks is passed over; a refusal is an answer", async () => {
  const absent = {
    outcome: { kind: "unusable", detail: "there is no such program", next: "install-program" },
  } as const;
  const small = scriptedRun(absent, { exitCode: 0 });
  assert.equal((await restart("linux", "r", small.run)).kind, "exited");
  assert.deepEqual(
    small.commands.map(({ argv }) => argv[0]),
    ["shutdown", "reboot"],
  );
  const delayMs = Number(small.commands[1]!.argv[2]) * 1000;
  assert.ok(delayMs < small.commands[1]!.timeoutMs);

  const refusing = scriptedRun({ exitCode: 1 });
  const refused = await restart("linux", "r", refusing.run);
  assert.equal(refused.kind === "exited" && refused.exitCode, 1);
  assert.equal(refusing.commands.length, 1);
  assert.equal((await restart("linux", "r", scriptedRun(absent).run)).kind, "unusable");
});
