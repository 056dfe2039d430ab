import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeviceSettings, SettingSetDiff, SettingSetReach, SettingSetRow } from "@shoal/protocol/api/settings";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { Settings } from "@shoal/protocol/settings/rows";
import { model, release, run, settled, start } from "../agent/scene.ts";
import { Refused } from "../fleet/operator.ts";
import type { Booted } from "../server/booted.ts";

const put = ({ operator }: Booted, name: string, values: Partial<Settings>) =>
  operator.send<SettingSetRow>("PUT", `/api/v1/setting-sets/${name}`, { values });
const assign = ({ operator }: Booted, name: string, targets: object, what = "assign") =>
  operator.post<{ devices: number; set: SettingSetRow }>(`/api/v1/setting-sets/${name}/${what}`, { targets });
const reachOf = ({ operator }: Booted, name: string) =>
  operator.get<SettingSetReach>(`/api/v1/setting-sets/${name}/reach`);
const settingsOf = ({ operator }: Booted, device: string) =>
  operator.get<DeviceSettings>(`/api/v1/devices/${device}/settings`);

/** Asks until so many devices say that the set is in force there. */
async function inForce(booted: Booted, name: string, devices: number): Promise<SettingSetReach> {
  for (let waited = 0; ; waited++) {
    const reach = await reachOf(booted, name);
    if (reach.inForce === devices) return reach;
    if (waited > 200) assert.fail(`not in force: ${JSON.stringify(reach)}`);
    await sleep(50);
  }
}

test("a changed set is in force on connected devices by the doorbell, on one that was away at its next check-in", async (t) => {
  // Nobody polls while this test runs: what arrives came by the doorbell, or by a new connection.
  const booted = await start(t, [model("one"), model("two"), model("away"), model("other")]);
  const { operator, fleet } = booted;
  const made = await put(booted, "tills", { pollIntervalMs: 3_600_000, patches: false });
  assert.deepEqual([made.version, made.devices, made.updatedBy], [1, 0, "token:admin"]);
  const targets = { deviceIds: ["one", "two", "away"] };
  assert.equal((await assign(booted, "tills", targets)).devices, 3);
  await inForce(booted, "tills", 3);

  const { members } = fleet;
  await members.get("away")!.agent.stop();
  await put(booted, "tills", { pollIntervalMs: 3_600_000, patches: false, fetchParallel: 7 });
  const reach = await inForce(booted, "tills", 2);
  assert.deepEqual([reach.version, reach.devices, reach.connected, reach.away], [2, 3, 0, 1]);
  assert.deepEqual(
    reach.items.map((each) => [each.device, each.online]),
    [["away", false]],
  );
  assert.equal((await settingsOf(booted, "away")).inForce, false);
  await fleet.reboot("away");
  await inForce(booted, "tills", 3);

  const one = await settingsOf(booted, "one");
  const said = (key: string, of = one) => {
    const row = of.items.find((each) => each.key === key)!;
    return [row.value, row.from];
  };
  assert.deepEqual([one.set, one.version, one.inForce], ["tills", 2, true]);
  assert.deepEqual(
    [said("fetchParallel"), said("patches")],
    [
      [7, "set tills"],
      [false, "set tills"],
    ],
  );
  assert.deepEqual(said("multicast"), [true, "built-in"]);
  assert.deepEqual(said("fetchParallel", await settingsOf(booted, "other")), [2, "built-in"]);

  const diff = await operator.post<SettingSetDiff>("/api/v1/setting-sets/tills/diff", { values: { patches: true } });
  assert.deepEqual(diff.changes, [
    {
      key: "pollIntervalMs",
      before: { value: 3_600_000, from: "set tills" },
      after: { value: 900_000, from: "built-in" },
      devices: 3,
    },
    {
      key: "fetchParallel",
      before: { value: 7, from: "set tills" },
      after: { value: 2, from: "built-in" },
      devices: 3,
    },
    {
      key: "patches",
      before: { value: false, from: "set tills" },
      after: { value: true, from: "set tills" },
      devices: 3,
    },
  ]);
  assert.equal((await reachOf(booted, "tills")).version, 2, "a diff changes nothing");

  assert.equal((await assign(booted, "tills", { deviceIds: ["two"] }, "unassign")).devices, 1);
  for (let waited = 0; !(await settingsOf(booted, "two")).inForce; waited++) {
    assert.ok(waited < 200, "the built-in settings are in force again");
    await sleep(50);
  }
  const trail = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?subject=setting-set:tills");
  assert.deepEqual(
    trail.items.map((each) => each.what),
    ["setting-set.unassigned", "setting-set.changed", "setting-set.assigned", "setting-set.made"],
  );
  assert.deepEqual(trail.items[1]!.detail.changes, [
    { key: "fetchParallel", before: { value: 2, from: "built-in" }, after: { value: 7, from: "set tills" } },
  ]);
});

test("a maintenance window holds an installation and lets it go when it opens there; a task may override it", async (t) => {
  // Noon on a Monday in UTC, 14:00 where the devices are.
  let passedMs = 0;
  const noon = Date.UTC(2026, 10, 23, 12);
  const nowMs = () => noon + passedMs;
  const clocks = { wallMs: nowMs, monotonicMs: nowMs, offsetMs: () => 7_200_000 };
  const booted = await start(t, [model("held"), model("urgent")], { now: nowMs }, clocks);
  await booted.operator.publish(release("1.0.0", await booted.operator.upload("reader.msi", randomBytes(1000))));
  await put(booted, "nights", { maintenanceWindows: [{ days: ["mon"], from: "22:00", to: "02:00" }] });
  await assign(booted, "nights", { all: true });
  await inForce(booted, "nights", 2);
  const { agent, host } = booted.fleet.members.get("held")!;

  const taskId = await run(booted, { targets: { deviceIds: ["held"] } });
  const waiting = (await settled(booted, taskId, (row) => row.state === "waiting")).get("held")!;
  assert.deepEqual(waiting.reason, { code: "window-closed", detail: "opens mon 22:00, the device's time" });
  assert.ok(waiting.bytes.origin > 0, "fetching is not held back");
  const urgent = await run(booted, { targets: { deviceIds: ["urgent"] }, settings: { maintenanceWindows: [] } });
  assert.equal((await settled(booted, urgent)).get("urgent")!.state, "succeeded");

  passedMs = 8 * 3_600_000 - 1000;
  await agent.checkNow();
  assert.deepEqual(host.runs, [], "a second before");
  passedMs = 8 * 3_600_000;
  await agent.checkNow();
  assert.equal((await settled(booted, taskId)).get("held")!.state, "succeeded");
  assert.deepEqual(host.runs, ["install reader 1.0.0"]);
});

test("what waits for a window is let go when the set is changed, and a running download takes a new ceiling", async (t) => {
  const booted = await start(t, [model("one")]);
  const { operator } = booted;
  const file = await operator.upload("reader.msi", randomBytes(1_000_000));
  await operator.publish(release("1.0.0", file));
  // A window that is past, whenever this runs, and a ceiling at which the download would take a quarter of an hour.
  const day = (["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const)[(new Date().getDay() + 4) % 7]!;
  const closed = { maintenanceWindows: [{ days: [day], from: "03:00", to: "03:01" }] };
  await put(booted, "slow", { ...closed, wanRateBytesPerSecond: 1000 });
  await assign(booted, "slow", { all: true });
  await inForce(booted, "slow", 1);
  const taskId = await run(booted, {});
  await settled(booted, taskId, (row) => row.state === "fetching");
  await put(booted, "slow", closed);
  await settled(booted, taskId, (row) => row.state === "waiting");
  await put(booted, "slow", {});
  assert.equal((await settled(booted, taskId)).get("one")!.state, "succeeded");
});

test("what cannot be is refused before it is stored, and says what could be", async (t) => {
  const booted = await start(t, [model("one")]);
  const { operator } = booted;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(1000))));
  const why = async (work: () => Promise<unknown>): Promise<string> => {
    const error = await work().then(
      () => assert.fail("not refused"),
      (each: unknown) => each as Refused,
    );
    assert.ok(error instanceof Refused, String(error));
    return `${error.problem.status} ${error.problem.code}: ${error.problem.detail}`;
  };
  const values = (raw: object) => why(() => put(booted, "s", raw as never));
  assert.equal(
    await values({ fetchParallel: 99 }),
    "400 setting-invalid: fetchParallel cannot be 99: it is a whole number from 1 to 16",
  );
  assert.equal(
    await values({ fetchParalel: 2 }),
    '400 setting-unknown: "fetchParalel" = 2: did you mean fetchParallel, a whole number from 1 to 16?',
  );
  assert.equal(await values({ patches: "no" }), '400 setting-invalid: patches cannot be "no": it is true or false');
  assert.match(await values({ fetchParallel: "4" }), /setting-invalid: fetchParallel cannot be "4"/);
  const windows = (window: object) => values({ maintenanceWindows: [window] });
  assert.match(
    await windows({ days: [], from: "22:00", to: "06:00" }),
    /setting-invalid: .* never open: it names no day/,
  );
  assert.match(
    await windows({ days: ["mon", "tue"], from: "22:00", forMinutes: 2000 }),
    /^400 setting-invalid: maintenanceWindows cannot have .*: it would still be open when it opens the next time/,
  );
  assert.match(await values({ sources: [] }), /setting-invalid: sources cannot be \[\]: it is at least one of cache,/);
  assert.match(await values({ sources: ["cache"] }), /^409 setting-no-source: set s: sources names only the cache/);
  assert.match(
    await values({ sources: ["multicast"], multicast: false }),
    /^409 setting-no-source: set s: sources names only multicast, and multicast is off$/,
  );
  assert.match(
    await why(() => operator.send("PUT", "/api/v1/setting-sets/s", { values: 1 })),
    /^400 bad-request: body/,
  );
  assert.match(await why(() => put(booted, "%2Fetc", {})), /^400 bad-request/);
  assert.equal((await operator.get<{ items: [] }>("/api/v1/setting-sets")).items.length, 0);

  const task = (settings: object) => run(booted, { settings });
  assert.match(await why(() => task({ fetchParallel: 0 })), /^400 setting-invalid: fetchParallel cannot be 0/);
  const noEnd = { maintenanceWindows: [{ days: ["mon"], from: "22:00" }] };
  assert.match(await why(() => task(noEnd)), /^400 setting-invalid: .*: it does not say when it ends/);
  const preview = () =>
    operator.post("/api/v1/tasks/preview", {
      ...{ kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true } },
      settings: noEnd,
    });
  assert.match(await why(preview), /^400 setting-invalid/);
  assert.match(
    await why(() => operator.post("/api/v1/setting-sets/s/diff", { values: noEnd })),
    /^400 setting-invalid/,
  );
  assert.match(await why(() => run(booted, { kind: "paint" })), /^400 bad-request: body\/kind/);
  await put(booted, "s", { sources: ["multicast", "cache"] });
  await assign(booted, "s", { all: true });
  assert.equal(
    await why(() => task({ multicast: false, sources: ["multicast"] })),
    "409 setting-no-source: over set s: sources names only multicast, and multicast is off",
  );
  const open = await task({ multicast: false });
  assert.match(
    await why(() => put(booted, "s", { sources: ["multicast"] })),
    new RegExp(`^409 setting-no-source: set s under open task ${open}: `),
  );
  assert.match(await why(() => operator.send("DELETE", "/api/v1/setting-sets/s")), /^409 conflict: .* 1 devices/);
  const stale = () => operator.send("PUT", "/api/v1/setting-sets/s", { values: {}, version: 7 });
  assert.match(await why(stale), /^409 conflict: set s is at version 1, not 7/);
  assert.match(await why(() => put(booted, "S", {})), /^409 conflict: there is a set s/);
  assert.match(await why(() => assign(booted, "s", {})), /^400 bad-request: body\/targets names no device/);
  assert.match(await why(() => assign(booted, "none", { all: true })), /^404 not-found: set none/);
  await assign(booted, "s", { all: true }, "unassign");
  await operator.send("DELETE", "/api/v1/setting-sets/s");
  assert.match(await why(() => reachOf(booted, "s")), /^404/);
});
