import assert from "node:assert/strict";
import { test } from "node:test";
import type { RollbackPreview } from "@shoal/protocol/api/rollback";
import type { Explanation, Preview, TaskCell } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { Dependency } from "@shoal/protocol/package/relations";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import type { TaskSpec } from "@shoal/protocol/task/task";
import type { Script } from "../cli/scripted-agent.ts";
import { fails, RolloutScene, succeeds } from "../rollout/scene.ts";
import { scriptRelease } from "../server/booted.ts";

const need = (name: string, versions: string, install = true): Dependency => ({ package: name, versions, install });
const BEGUN: Script = ["accepted", "resolving", "waiting", "installing"].map((state) => ({
  state: state as "accepted",
}));

/** `app 1.0` needs a runtime, which needs a library; `app 0.9` needs an older runtime. */
async function open(t: Parameters<typeof RolloutScene.open>[0], devices: number) {
  const scene = await RolloutScene.open(t);
  const publish = (name: string, version: string, ...dependencies: Dependency[]) =>
    scene.operator.publish({ ...scriptRelease(version), name, ...(dependencies.length > 0 ? { dependencies } : {}) });
  await publish("lib", "1.0");
  await publish("runtime", "1.0");
  await publish("runtime", "2.0", need("lib", ">=1"));
  await publish("app", "0.9", need("runtime", "<2"));
  await publish("app", "1.0", need("runtime", ">=2"));
  /** What each device was told, in order; and how each does it. */
  const heard: string[] = [];
  let how: (said: string) => Script | Promise<Script> = () => succeeds();
  scene.behaviour = (member, { kind, package: name, version, rollback }: StartAssignment) => {
    const said = `${member} ${kind} ${name} ${version}`;
    heard.push(said);
    return rollback ? [{ state: "accepted" }, { state: "resolving" }, { state: "rolled-back" }] : how(said);
  };
  const does = (next: typeof how) => {
    how = next;
  };
  await scene.enrol(devices);
  await scene.connect();
  const start = (name: string, version: string, more: Partial<TaskSpec> = {}) =>
    scene.start({ package: name, version, ...more });
  const task = scene.task.bind(scene);
  const ends = scene.ends.bind(scene);
  /** `device package state`, with the reason where it is no success. */
  const came = async (id: string) =>
    (await scene.actions(`task=${id}`))
      .map(
        ({ device, package: name, state, reason }) =>
          `${device} ${name} ${state}${state === "succeeded" || !reason ? "" : ` ${reason.code}${reason.detail ? `: ${reason.detail}` : ""}`}`,
      )
      .sort();
  return { scene, publish, heard, does, start, task, ends, came };
}
const justOn = (...at: number[]) => ({ targets: { deviceIds: at.map((each) => `device-${each}`) } });

test("what is missing is installed first, in order, across a restart; what is there is not installed again", async (t) => {
  const { scene, heard, start, task, ends, came } = await open(t, 3);
  await ends(await start("lib", "1.0", justOn(1)));
  await ends(await start("runtime", "2.0", justOn(2)));
  heard.length = 0;
  const spec = { kind: "install", delivery: "pull", package: "app", version: "1.0", targets: { all: true } };
  const preview = await scene.operator.post<Preview>("/api/v1/tasks/preview", spec);
  assert.deepEqual(
    preview.items.map((row) => row.needs),
    [["lib 1.0", "runtime 2.0"], ["runtime 2.0"], undefined],
  );
  for (const { wire } of scene.members) wire.close();
  const id = await start("app", "1.0");
  assert.deepEqual((await task(id)).counts, { scheduled: 2, assigned: 1 });
  const explained = await scene.operator.get<Explanation>(`/api/v1/tasks/${id}/explain/device-0`);
  assert.match(
    explained.summary,
    /has not been told yet: waits until what it needs is there \(lib 1\.0, then runtime 2\.0\)/,
  );
  await scene.restart();
  await scene.connect();
  await ends(id);
  const told = (at: number) => heard.filter((each) => each.startsWith(`device-${at} `)).map((each) => each.slice(9));
  assert.deepEqual(told(0), ["install lib 1.0", "install runtime 2.0", "install app 1.0"]);
  assert.deepEqual(told(1), ["install runtime 2.0", "install app 1.0"]);
  assert.deepEqual(told(2), ["install app 1.0"]);
  assert.deepEqual((await task(id)).counts, { succeeded: 3 });
  assert.equal((await came(id)).length, 6);
  assert.deepEqual(
    (await scene.actions(`task=${id}&device=device-0`)).map((each) => each.role),
    [undefined, "dependency", "dependency"],
  );
  const story = (await scene.operator.get<Explanation>(`/api/v1/tasks/${id}/explain/device-0`)).story;
  assert.match(story.map((each) => each.text).join("\n"), /lib 1\.0, which it needs: succeeded/);
});

test("what it needs is tried again by the task's own policy, and it waits; where that fails at last it fails, and says by what", async (t) => {
  const { scene, does, heard, start, task, ends, came } = await open(t, 2);
  let failed = 0;
  does((said) => (said.startsWith("device-0 install runtime") && failed++ < 3 ? fails("exit-code") : succeeds()));
  const id = await start("app", "1.0", { retry: { attempts: 1, firstMs: 1000 } });
  const waits = (actions: string[]) => actions.some((each) => each.includes("runtime scheduled retry-waiting"));
  await scene.until(() => came(id), waits);
  assert.ok((await came(id)).includes("device-0 app scheduled dependency-waiting: runtime 2.0"));
  await scene.restart();
  await scene.connect();
  scene.nowMs += 10_000;
  await ends(id);
  assert.deepEqual((await task(id)).counts, { succeeded: 1, failed: 1 });
  const why = "runtime 2.0 ended failed: the installer failed (exit code 1603)";
  assert.ok((await came(id)).includes(`device-0 app failed dependency-failed: ${why}`), (await came(id)).join("\n"));
  const cells: TaskCell[] = [];
  for (let cursor = ""; ; ) {
    const path = `/api/v1/tasks/${id}/cells?limit=1${cursor}`;
    const page = await scene.operator.get<{ items: TaskCell[]; nextCursor?: string }>(path);
    cells.push(...page.items);
    if (page.nextCursor === undefined) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  const actions = await scene.actions(`task=${id}`);
  // Each device once, however much it needs besides.
  assert.deepEqual(
    cells,
    actions
      .filter(({ role }) => role === undefined)
      .map(({ id: action, deviceId, device, state, attempt, updatedMs, reason, exitCode, subnet }) => ({
        ...{ id: action, deviceId, device, state, attempt, updatedMs },
        ...(reason ? { reason: { code: reason.code, ...(reason.detail ? { detail: reason.detail } : {}) } } : {}),
        ...(exitCode === undefined ? {} : { exitCode }),
        ...(subnet === undefined ? {} : { subnet }),
      })),
  );
  assert.ok(cells.length < actions.length);
  const [app] = await scene.actions(`task=${id}&device=device-0&state=failed&package=app`);
  const { items } = await scene.operator.get<{ items: AuditEvent[] }>(`/api/v1/audit?subject=action:${app!.id}`);
  assert.deepEqual([items[0]?.what, items[0]?.actor, items[0]?.detail["detail"]], ["action.failed", "server", why]);

  // A person's retry plans anew: the library is there by now.
  heard.length = 0;
  failed = 3;
  await scene.operator.post(`/api/v1/tasks/${id}/retry`, {});
  await ends(id);
  assert.deepEqual(heard, ["device-0 install runtime 2.0", "device-0 install app 1.0"]);
  assert.deepEqual((await task(id)).counts, { succeeded: 2 });
});

test("a device that cannot get what is needed is named, and nothing is installed on it", async (t) => {
  const { scene, publish, heard, start, ends, came } = await open(t, 3);
  await publish("plugin", "1.0", need("runtime", ">=2", false), need("lib", ">=1"));
  await ends(await start("runtime", "2.0", justOn(0)));
  // What works now must go on to work.
  await ends(await start("app", "0.9", justOn(1)));
  heard.length = 0;
  const spec = { kind: "install", delivery: "pull", package: "plugin", version: "1.0", targets: { all: true } };
  const preview = await scene.operator.post<Preview>("/api/v1/tasks/preview", spec);
  const missing = "plugin 1.0 needs runtime >=2, which is not installed, and is not to be installed for it";
  assert.deepEqual([preview.unmet, preview.items[2]?.unmet, preview.items[2]?.bytes], [2, missing, 0]);
  const id = await ends(await start("plugin", "1.0"));
  assert.deepEqual(heard, ["device-0 install plugin 1.0"]);
  assert.deepEqual((await came(id)).slice(2), [`device-2 plugin not-applicable dependency-unmet: ${missing}`]);
  const breaks = await ends(await start("runtime", "2.0", justOn(1)));
  assert.match(
    (await came(breaks))[0]!,
    /device-1 runtime not-applicable dependency-unmet: runtime 2\.0 is to be installed, but app 0\.9, which is installed, needs runtime <2/,
  );
});

test("a ring halts by what its devices need; paused in between, nobody goes on before it is resumed", async (t) => {
  const { scene, does, heard, start, task, came } = await open(t, 6);
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  does(async (said) => {
    if (said.includes("lib")) await gate;
    return said.includes("runtime") && heard.filter((each) => each.includes("runtime")).length > 2
      ? fails("exit-code")
      : succeeds();
  });
  const rings = [
    { name: "first", count: 3, errors: { count: 1 } },
    { name: "rest", rest: true },
  ];
  const id = await start("app", "1.0", { rings });
  await scene.until(
    async () => heard.length,
    (count) => count === 3,
  );
  await scene.order(id, "pause");
  goOn();
  await scene.until(
    () => came(id),
    (actions) => actions.filter((each) => each.endsWith("lib succeeded")).length === 3,
  );
  assert.equal(heard.length, 3, "what is there is no reason to go on while it is paused");
  await scene.restart();
  await scene.connect();
  await scene.order(id, "resume");
  const halted = await scene.until(
    () => scene.rollout(id),
    ({ state, rings: [first] }) => state === "paused" && first!.open === 0,
  );
  assert.deepEqual([halted.rings[0]?.succeeded, halted.rings[0]?.failed, halted.rings[1]?.state], [2, 1, "pending"]);
  assert.equal((await task(id)).counts["scheduled"], 3);
  assert.equal(heard.filter((each) => each.includes("app")).length, 2);
});

test("what two tasks need is installed once; what nobody needs any more is stopped", async (t) => {
  const { scene, publish, does, heard, start, task, ends, came } = await open(t, 1);
  await publish("other", "1.0", need("lib", ">=1"));
  await publish("app", "1.1", need("lib", ">=1"));
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  does(async (said) => {
    if (said.includes("lib")) await gate;
    return succeeds();
  });
  const first = await start("app", "1.0");
  const second = await start("other", "1.0");
  assert.deepEqual(await came(second), ["device-0 other scheduled dependency-waiting: lib 1.0"]);
  // A newer order for the package takes the place of the one that waits.
  const third = await start("app", "1.1");
  assert.match((await came(first))[0]!, /^device-0 app superseded superseded-by-task/);
  assert.deepEqual(await came(third), ["device-0 app scheduled dependency-waiting: lib 1.0"]);
  goOn();
  for (const id of [second, third]) await ends(id);
  assert.deepEqual(heard, ["device-0 install lib 1.0", "device-0 install other 1.0", "device-0 install app 1.1"]);
  assert.deepEqual((await task(first)).counts, { superseded: 1 });

  scene.members[0]!.wire.close();
  const cancelled = await start("app", "1.0");
  assert.deepEqual(
    (await came(cancelled)).map((each) => each.split(" ").slice(1, 3).join(" ")),
    ["app scheduled", "runtime assigned"],
  );
  const newer = await start("app", "1.1");
  assert.deepEqual(
    (await came(cancelled)).map((each) => each.split(" ").slice(1, 4).join(" ")),
    ["app superseded superseded-by-task:", "runtime cancelled dependency-unneeded"],
  );
  await scene.operator.post(`/api/v1/tasks/${newer}/cancel`);
  assert.deepEqual((await task(newer)).counts, { cancelled: 1 });
});

test("a recall in the middle, and another order for what is needed, end it with the cause; its own again is made where another's was cancelled", async (t) => {
  const { scene, does, heard, start, ends, came } = await open(t, 1);
  does(() => BEGUN);
  const first = await start("app", "1.0");
  await scene.until(
    () => came(first),
    (actions) => actions.includes("device-0 lib installing"),
  );
  scene.members[0]!.wire.close();
  await scene.operator.post(`/api/v1/tasks/${first}/cancel`);
  const second = await start("app", "1.0");
  assert.deepEqual(
    await came(second),
    ["device-0 app scheduled dependency-waiting: lib 1.0, then runtime 2.0"],
    "lib is under way still",
  );
  const [lib] = await scene.actions(`task=${first}&state=installing`);
  for (const [at, state] of (["checking", "waiting", "cancelled"] as const).entries())
    await scene.report(0, lib!.id, 5 + at, { state });
  assert.deepEqual(
    (await came(second)).map((each) => each.split(" ").slice(1, 3).join(" ")),
    ["app scheduled", "lib assigned"],
    "it makes its own",
  );
  await scene.operator.post("/api/v1/packages/lib/releases/1.0/recall", { reason: "it eats documents" });
  assert.ok(
    (await came(second)).includes(
      "device-0 app failed dependency-failed: lib 1.0 ended cancelled: the release was recalled (it eats documents)",
    ),
  );
  await ends(second);
  await scene.operator.post("/api/v1/packages/lib/releases/1.0/unrecall", { reason: "it was the disk" });
  const third = await start("app", "1.0");
  await scene.start({ package: "lib", version: "1.0", kind: "remove" });
  assert.match(
    (await came(third)).join("\n"),
    /device-0 app failed dependency-failed: lib 1\.0 ended superseded: .*remove lib 1\.0/,
  );
  assert.equal(heard.length, 1);
});

test("a rollback brings what the release of before needs", async (t) => {
  const { scene, heard, start, ends } = await open(t, 1);
  await ends(await start("app", "0.9"));
  const bad = await ends(await start("app", "1.0"));
  heard.length = 0;
  const { task } = await scene.operator.post<{ task: { id: string } }>(`/api/v1/tasks/${bad}/rollback`, { confirm: 1 });
  await ends(task.id);
  assert.deepEqual(heard, ["device-0 install runtime 1.0", "device-0 install app 0.9"]);
  assert.deepEqual(
    (await scene.actions(`task=${task.id}`)).map((each) => `${each.package} ${each.state} ${each.role}`),
    ["app rolled-back undefined", "runtime succeeded dependency"],
  );
});

test("a rollback takes nothing away that is needed by now, and gives back nothing that would break what came since", async (t) => {
  const { scene, publish, start, ends } = await open(t, 2);
  const before = await ends(await start("runtime", "1.0", justOn(0)));
  const runtime = await ends(await start("runtime", "2.0"));
  await publish("plugin", "1.0", need("runtime", ">=2"));
  await ends(await start("plugin", "1.0"));
  const said = async (id: string) =>
    (await scene.operator.get<RollbackPreview>(`/api/v1/tasks/${id}/rollback`)).items.map(
      ({ device, does, why }) => `${device} ${does}: ${why}`,
    );
  assert.deepEqual(await said(runtime), [
    "device-0 nothing: runtime 1.0 is to be installed, but plugin 1.0, which is installed, needs runtime >=2",
    "device-1 nothing: plugin 1.0, which is installed, needs runtime",
  ]);
  await assert.rejects(
    scene.operator.post(`/api/v1/tasks/${runtime}/rollback`, { confirm: 2 }),
    /conflict.*no device .*would get anything back; of 2 that it reached, device-0: runtime 1\.0/,
  );
  assert.deepEqual(await said(before), ["device-0 nothing: 2.0 is there by now"]);
});
