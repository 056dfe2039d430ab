import assert from "node:assert/strict";
import { test } from "node:test";
import type { Explanation } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { Operator } from "../fleet/operator.ts";
import { fails, RolloutScene, succeeds } from "./scene.ts";

const HOUR = 3_600_000;

test("a bad release halts in its first ring, across a restart of the server, and reaches nobody else", async (t) => {
  const scene = await RolloutScene.open(t);
  await scene.enrol(200);
  await scene.connect();
  // Three of ten fail, and they say nothing before the server has been away.
  let begun = 0;
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  scene.behaviour = async () => {
    const bad = begun++ % 10 < 3;
    await gate;
    return bad ? fails("exit-code") : succeeds();
  };
  const rings: RolloutRing[] = [
    { name: "canary", percent: 5 },
    { name: "early", percent: 25 },
    { name: "rest", rest: true },
  ];
  const id = await scene.start({ rings });
  await scene.until(
    async () => scene.received.length,
    (received) => received === 10,
  );
  await scene.restart();
  await scene.connect();
  goOn();
  const rollout = await scene.until(
    () => scene.rollout(id),
    ({ state }) => state === "paused",
  );
  assert.match(rollout.why, /ring "canary" halted: [123] of \d+ that ended failed .*at most 5 % may fail/);
  assert.match(rollout.next.join("\n"), new RegExp(`shoal rollout retry ${id}, then shoal rollout resume ${id}`));
  await scene.until(
    () => scene.rollout(id),
    ({ rings: [canary] }) => canary!.succeeded + canary!.failed === 10,
  );
  const after = await scene.rollout(id);
  assert.deepEqual(
    after.rings.map(({ state, devices, succeeded, failed, open }) => [state, devices, succeeded, failed, open]),
    [
      ["halted", 10, 7, 3, 0],
      ["pending", 40, 0, 0, 40],
      ["pending", 150, 0, 0, 150],
    ],
  );
  await scene.assertCounted(id);

  await scene.connect();
  assert.equal(scene.received.length, 10, "nobody else was told, although all have asked again");
  const [waiting] = await scene.actions(`task=${id}&state=scheduled`);
  const told = await scene.operator.get<Explanation>(`/api/v1/tasks/${id}/explain/${waiting!.device}`);
  assert.match(told.summary, /has not been told yet: waits until its ring of the rollout opens/);
  const audit = await scene.operator.get<{ items: AuditEvent[] }>(`/api/v1/audit?subject=task:${id}`);
  assert.deepEqual(audit.items.map(({ what, actor }) => [what, actor]).slice(0, 3), [
    ["rollout.paused", "server"],
    ["rollout.ring-halted", "server"],
    ["task.started", "token:admin"],
  ]);

  // What was mended is tried again where it failed; what is paused hears of it when it goes on.
  scene.behaviour = succeeds;
  await scene.operator.post(`/api/v1/tasks/${id}/retry`, {});
  assert.equal(scene.received.length, 10);
  await scene.order(id, "resume");
  // Nine of ten are enough for the end of a ring; the others come after it.
  await scene.until(
    () => scene.operator.get<{ state: string }>(`/api/v1/tasks/${id}`),
    ({ state }) => state === "finished",
  );
  const end = await scene.rollout(id);
  assert.deepEqual(
    end.rings.map(({ succeeded, failed }) => [succeeded, failed]),
    [
      [10, 0],
      [40, 0],
      [150, 0],
    ],
  );
  assert.equal(scene.received.length, 203);
  await scene.assertCounted(id);
});

test("soak, pause, approval and the order to go on, each across a restart", async (t) => {
  const scene = await RolloutScene.open(t);
  await scene.enrol(40);
  const rings: RolloutRing[] = [
    { name: "canary", percent: 10, soakMs: 24 * HOUR },
    { name: "early", count: 16, approvals: 1 },
    { name: "many", percent: 80, next: "wait" },
    { name: "all", rest: true },
  ];
  await scene.connect();
  const id = await scene.start({ rings });
  const stateOf = async () => {
    const { state, rings } = await scene.rollout(id);
    return `${state}: ${rings.map((ring) => ring.state).join(" ")}`;
  };
  await scene.until(stateOf, (state) => state === "running: soaking pending pending pending");
  await scene.restart();
  scene.nowMs += 24 * HOUR - 1000;
  assert.equal(await stateOf(), "running: soaking pending pending pending");

  // The second ring opens while its devices are not connected: what no answer has had is withheld by a pause.
  scene.nowMs += 1000;
  await scene.until(stateOf, (state) => state === "running: done open pending pending");
  assert.equal((await scene.order(id, "pause")).state, "paused");
  await assert.rejects(scene.order(id, "pause"), /conflict.*paused already \(token:admin paused it\)/);
  await assert.rejects(scene.order(id, "next"), /conflict.*paused .*resume it first/);
  await scene.restart();
  await scene.connect();
  const early = await scene.actions(`task=${id}&state=scheduled`);
  assert.equal(early.filter((action) => action.ring === "early").length, 16);
  assert.equal(scene.received.length, 4, "paused hands out nothing");
  await scene.order(id, "resume");
  await scene.until(stateOf, (state) => state === "waiting: done done pending pending");
  await scene.assertCounted(id);

  await assert.rejects(scene.order(id, "next"), /"early" asks for one more person to agree/);
  await assert.rejects(scene.order(id, "approve"), /token:admin started the rollout; others have to agree/);
  await scene.restart();
  await scene.connect();
  const own = await scene.operator.post<{ token: string }>("/api/v1/tokens", { name: "own", role: "approver" });
  const oneself = new Operator(scene.url, own.token);
  await assert.rejects(scene.order(id, "approve", oneself), /stands behind token:own started the rollout; others/);
  const ben = await scene.another("ben");
  await scene.order(id, "approve", ben);
  await scene.until(stateOf, (state) => state === "waiting: done done done pending");
  await assert.rejects(scene.order(id, "approve", ben), /"many" asks nobody to agree/);
  await scene.order(id, "next");
  await scene.until(stateOf, (state) => state === "finished: done done done done");
  await assert.rejects(scene.order(id, "next"), /conflict.*is finished .*nothing follows that/);
  await assert.rejects(scene.order(id, "abort"), /is finished/);
  await scene.until(
    async () => scene.received.length,
    (received) => received === 40,
  );
  const audit = await scene.operator.get<{ items: AuditEvent[] }>(`/api/v1/audit?subject=task:${id}&limit=100`);
  const by = (what: string) => audit.items.filter((event) => event.what === what).map((event) => event.actor);
  assert.deepEqual(by("rollout.approved"), ["operator:ben"]);
  assert.deepEqual(by("rollout.paused"), ["token:admin"]);
  assert.deepEqual(by("rollout.ring-opened"), ["token:admin", "server", "server", "server"]);
});

test("stop cancels what is open, and abort too; an order to a task without a rollout is refused", async (t) => {
  const scene = await RolloutScene.open(t);
  await scene.enrol(12);
  await scene.connect();
  let at = 0;
  scene.behaviour = () => (at++ === 0 ? fails("exit-code") : []);
  const rings: RolloutRing[] = [
    { name: "canary", count: 4, errors: { count: 1 }, onErrors: "stop" },
    { name: "rest", rest: true },
  ];
  const id = await scene.start({ rings });
  await scene.until(
    () => scene.rollout(id),
    ({ state }) => state === "stopped",
  );
  const actions = await scene.actions(`task=${id}`);
  const ended = actions.filter((action) => action.state === "cancelled");
  assert.ok(ended.length >= 8, `${ended.length} of those that had not begun`);
  assert.match(ended[0]!.reason!.detail!, /ring "canary" halted/);
  assert.equal(ended[0]!.reason!.code, "rollout-stopped");
  await assert.rejects(
    scene.operator.post(`/api/v1/tasks/${id}/retry`, {}),
    /is cancelled; only a running or finished one/,
  );

  const second = await scene.start({ rings: [{ name: "all", rest: true }] });
  assert.equal((await scene.order(second, "abort")).state, "aborted");
  assert.equal((await scene.operator.get<{ state: string }>(`/api/v1/tasks/${second}`)).state, "cancelled");
  const plain = await scene.start({});
  await assert.rejects(scene.order(plain, "pause"), /not-found.*has no rollout/);
  await assert.rejects(scene.order("99", "pause"), /not-found/);
});

test("devices that come later join the last ring that is open, until it is aborted", async (t) => {
  const scene = await RolloutScene.open(t);
  await scene.enrol(10);
  await scene.connect();
  const rings: RolloutRing[] = [
    { name: "canary", count: 2, next: "wait" },
    { name: "rest", rest: true },
  ];
  const id = await scene.start({ rings, dynamic: true });
  await scene.until(
    () => scene.rollout(id),
    ({ state }) => state === "waiting",
  );
  await scene.enrol(3);
  await scene.connect(scene.members.slice(10));
  scene.nowMs += HOUR;
  await scene.until(
    () => scene.rollout(id),
    ({ rings: [canary] }) => canary!.succeeded === 5,
  );
  await scene.order(id, "next");
  await scene.until(
    () => scene.rollout(id),
    ({ rings: [, rest] }) => rest!.succeeded === 8 && rest!.state === "done",
  );
  assert.equal((await scene.rollout(id)).state, "running", "it has no end of its own");
  await scene.enrol(1);
  await scene.connect(scene.members.slice(13));
  scene.nowMs += HOUR;
  await scene.until(
    () => scene.rollout(id),
    ({ rings: [, rest] }) => rest!.succeeded === 9,
  );
  await scene.assertCounted(id);
  await assert.rejects(scene.order(id, "next"), /takes new devices until the rollout is aborted/);
  await scene.order(id, "abort");
});

test("a plan that does not hold together is refused before anything is stored", async (t) => {
  const scene = await RolloutScene.open(t);
  await scene.enrol(3);
  const make = (spec: object) => scene.make(spec);
  const rest = { name: "rest", rest: true };
  await assert.rejects(
    make({ rings: [{ name: "a", percent: 1 }, { name: "b", percent: 2 }, rest] }),
    /plan-invalid.*ring "b" has no devices: 2 % of 3 devices are 1/,
  );
  await assert.rejects(
    make({ rings: [{ name: "a", precent: 1 }, rest] }),
    /plan-invalid.*ring "a": unknown key "precent": did you mean "percent"\?/,
  );
  await assert.rejects(make({ rings: [rest], dynamic: "yes" }), /bad-request.*dynamic/);
  await assert.rejects(make({ dynamic: true }), /plan-invalid.*dynamic needs rings/);
  await assert.rejects(
    make({ rings: [{ name: "a", count: 1, rest: false }], dynamic: true }),
    /plan-invalid.*takes all that come later/,
  );
  await assert.rejects(make({ rings: [{ name: "p", group: "pilots" }, rest] }), /plan-invalid.*ring "p"/);
  await assert.rejects(make({ priority: 11 }), /bad-request.*priority/);
  await assert.rejects(make({ retry: { attempts: 0 } }), /bad-request.*retry/);
  assert.deepEqual((await scene.operator.get<{ items: unknown[] }>("/api/v1/tasks")).items, []);
});
