import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { testContext } from "../installer/fixtures/test-context.ts";
import { createRealHost } from "./real.ts";

const host = createRealHost({ agentVersion: "1.2.3", formFactor: "pos" });

test("the machine under the agent", async () => {
  const inventory = await host.inventory();
  assert.equal(inventory.agentVersion, "1.2.3");
  assert.equal(inventory.platform.formFactor, "pos");
  assert.equal(inventory.platform.os, host.os);
  const bootId = await host.bootId();
  assert.notEqual(bootId, "");
  assert.equal(await host.bootId(), bootId);
  assert.ok((await host.diskFreeBytes(tmpdir())) > 0);
});

test("installs, detects, runs scripts and removes by the kinds' own adapters", async (t) => {
  if (host.os === "windows") return t.skip("the scripts are for a POSIX shell");
  const context = testContext({
    installer: { kind: "script", run: 'echo installed > "$PWD/../proof"' },
    os: host.os,
    remove: { run: 'rm "$PWD/../proof"' },
  });
  t.after(context.clear);
  const leaf = { file: { path: `${context.folder}/proof` } };
  assert.equal((await host.detect(leaf, context)).found, false);
  const installed = await host.install(context);
  assert.equal(installed.kind === "exited" && installed.exitCode, 0, context.log.tail().text);
  assert.equal((await host.detect(leaf, context)).found, true);
  const outcome = await host.runScript({ run: "exit 6" }, context);
  assert.equal(outcome.kind === "exited" && outcome.exitCode, 6);
  assert.equal((await host.runScript({ run: "sleep 600", timeoutMs: 1000 }, context)).kind, "timed-out");
  await host.remove(context);
  assert.equal((await host.detect(leaf, context)).found, false);
});

test("what a machine is may be what was read a moment ago, and is read anew where that is asked for", async () => {
  const host = createRealHost({ agentVersion: "1.2.3" });
  const first = await host.inventory();
  const recent = await host.inventory(60_000);
  assert.equal(recent.facts, first.facts);
  assert.deepEqual({ ...recent, diskFreeBytes: 0 }, { ...first, diskFreeBytes: 0 });
  assert.ok(recent.diskFreeBytes > 0);
  const anew = await host.inventory();
  assert.notEqual(anew.facts, first.facts);
  assert.equal((await host.inventory(60_000)).facts, anew.facts);
});

test("two who ask at once wait for one reading", async () => {
  const host = createRealHost({ agentVersion: "1.2.3" });
  const [one, other] = await Promise.all([host.inventory(60_000), host.inventory(60_000)]);
  assert.equal(one.facts, other.facts);
});
