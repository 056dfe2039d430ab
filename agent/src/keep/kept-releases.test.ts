import assert from "node:assert/strict";
import { test } from "node:test";
import { type ActionRecord, newRecord } from "@shoal/core/action/record";
import type { Variant } from "@shoal/protocol/package/release";
import { silentLog } from "../log/log.ts";
import { KeptReleases } from "./kept-releases.ts";

const HOUR_MS = 3_600_000;
const record = (actionId: string, name: string): ActionRecord =>
  newRecord({
    format: 1,
    order: "start",
    deviceId: "d1",
    sequence: 1,
    issuedAtMs: 0,
    expiresAtMs: 1e12,
    actionId,
    taskId: "t1",
    kind: "install",
    delivery: "pull",
    package: name,
    version: "2.0",
    releaseDigest: "00".repeat(32),
    settings: {},
  });

function scene(kept: Record<string, boolean | "unknown" | Error>) {
  const state = { kept, open: [] as ActionRecord[], asked: [] as string[], nowMs: 0, found: 0 };
  const releases = new KeptReleases({
    journal: {
      kept: () => Object.keys(kept).map((name) => ({ record: record(`a-${name}`, name), variant: {} as Variant })),
      open: () => state.open,
    },
    detect: async ({ assignment }) => {
      state.asked.push(assignment.package);
      const found = kept[assignment.package]!;
      if (found instanceof Error) throw found;
      return { found, detail: `${assignment.package} is ${found}` };
    },
    log: silentLog,
    monotonicMs: () => state.nowMs,
    found: () => state.found++,
  });
  const look = async () => {
    releases.look();
    await releases.idle();
    return releases.missing();
  };
  return { state, kept, releases, look };
}

test("what is not there any more is told, and told once as news", async () => {
  const { state, kept, look } = scene({ here: true, gone: false });
  assert.deepEqual(await look(), [{ actionId: "a-gone", detail: "gone is false" }]);
  state.nowMs += HOUR_MS;
  assert.equal((await look()).length, 1);
  assert.equal(state.found, 1);
  kept["here"] = false;
  state.nowMs += HOUR_MS;
  assert.equal((await look()).length, 2);
  assert.equal(state.found, 2);
  kept["gone"] = true;
  state.nowMs += HOUR_MS;
  assert.deepEqual(
    (await look()).map((each) => each.actionId),
    ["a-here"],
  );
  assert.equal(state.found, 2);
});

test("rules are asked once an hour, whoever asks", async () => {
  const { state, look } = scene({ here: true });
  await look();
  state.nowMs += HOUR_MS - 1;
  await look();
  assert.equal(state.asked.length, 1);
  state.nowMs += 1;
  await look();
  assert.equal(state.asked.length, 2);
});

test("what could not be found out is no news, and takes none back", async () => {
  const { state, kept, look } = scene({ first: "unknown", second: false, third: new Error("no such program") });
  assert.deepEqual(
    (await look()).map((each) => each.actionId),
    ["a-second"],
  );
  kept["second"] = "unknown";
  state.nowMs += HOUR_MS;
  assert.deepEqual(await look(), [{ actionId: "a-second", detail: "second is false" }]);
});

test("while something is being done about a package, it is not missing", async () => {
  const { state, look, releases } = scene({ gone: false, other: false });
  state.open = [record("b", "gone")];
  assert.deepEqual(
    (await look()).map((each) => each.actionId),
    ["a-other"],
  );
  assert.deepEqual(state.asked, ["other"]);
  state.open = [record("c", "other")];
  assert.deepEqual(releases.missing(), []);
});
