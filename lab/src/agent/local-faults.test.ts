import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createAgent } from "@shoal/agent/agent";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import { FakeServer } from "./fake-server.ts";
import { type FaultScene, faultScene, releaseOf, someBytes } from "./fault-scene.ts";

const SIZE = 6 * PIECE_BYTES;
const bytes = someBytes(SIZE, "reader");
const YEAR = 366 * 86_400_000;

function order({ server }: FaultScene, known: Parameters<FaultScene["server"]["assignment"]>[1] = {}): string {
  const release = { ...releaseOf([server.file("reader.msi", bytes)]), name: known.package ?? "reader" };
  return server.send(server.assignment(server.publish(release), known));
}
const stateOf = ({ server }: FaultScene, actionId: string) => server.steps(actionId).at(-1)?.state;

const partNameOf = ({ stateDir }: FaultScene) =>
  readdirSync(join(stateDir, "cache")).find((name) => name.endsWith(".part"));

/** What is there of a blob that is being fetched. */
function partOf(scene: FaultScene): Buffer | undefined {
  const name = partNameOf(scene);
  return name === undefined ? undefined : readFileSync(join(scene.stateDir, "cache", name));
}

/** Holds installers until it is called. */
function hold(scene: FaultScene, only?: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  scene.host.during = async ({ packageName }) => {
    if (only === undefined || packageName === only) await held;
  };
  return release;
}

describe("what goes wrong on the device and around it", { concurrency: 4 }, () => {
  test("a server that dies while content is fetched: the agent goes on where it was, and reports all of it", async (t) => {
    const scene = await faultScene(t);
    scene.server.fault = ({ kind, index }) =>
      kind === "blob" && index === 0 ? { stallAfter: 2 * PIECE_BYTES } : undefined;
    const actionId = order(scene);
    await scene.until("fetching", () => stateOf(scene, actionId) === "fetching");
    await scene.until("two pieces", () => partOf(scene)?.length === 2 * PIECE_BYTES);
    await scene.server.stop();
    await sleep(1500);
    await scene.server.start();
    const end = await scene.ended(actionId);
    assert.deepEqual([end.state, end.bytes?.origin], ["succeeded", SIZE]);
    const again = scene.server.asked.filter((each) => each.kind === "blob").at(-1);
    assert.equal(again?.range?.first, 2 * PIECE_BYTES);
  });

  test("an agent that is started again while it fetches: pieces on the disk are judged, and those that match stay", async (t) => {
    const scene = await faultScene(t);
    scene.server.fault = ({ kind, index }) =>
      kind === "blob" && index === 0 ? { stallAfter: 4 * PIECE_BYTES } : undefined;
    const actionId = order(scene);
    await scene.until("pieces", () => partOf(scene)?.length === 4 * PIECE_BYTES);
    await scene.agent.stop();
    const damaged = partOf(scene)!;
    damaged[PIECE_BYTES + 3]! ^= 1;
    writeFileSync(join(scene.stateDir, "cache", partNameOf(scene)!), damaged);
    await scene.restart();
    const end = await scene.ended(actionId);
    assert.deepEqual([end.state, end.bytes?.origin], ["succeeded", SIZE]);
    const ranges = scene.server.asked
      .filter((each) => each.kind === "blob" && each.index > 0)
      .map((each) => each.range!);
    assert.deepEqual(
      ranges.sort((a, b) => a.first - b.first),
      [
        { first: PIECE_BYTES, last: 2 * PIECE_BYTES - 1 },
        { first: 4 * PIECE_BYTES, last: SIZE - 1 },
      ],
    );
  });

  test("an installation finished while the server is away is reported when it is back, once and whole", async (t) => {
    const scene = await faultScene(t);
    const release = hold(scene);
    const actionId = order(scene);
    await scene.until("installing", () => scene.host.installing === 1);
    await scene.server.stop();
    release();
    await scene.until("the end", () => scene.agent.status().open.length === 0);
    assert.ok(scene.agent.status().reportsWaiting > 0);
    await scene.restart();
    await scene.server.start();
    assert.equal((await scene.ended(actionId)).state, "succeeded");
    await scene.until("an empty queue", () => scene.agent.status().reportsWaiting === 0);
    assert.equal(scene.host.runs.length, 1);
  });

  test("a clock that jumps by a year expires nothing; the server's time does", async (t) => {
    let jumpMs = 0;
    const scene = await faultScene(t, { wallMs: () => Date.now() + jumpMs });
    scene.server.fault = ({ kind }) => (kind === "blob" ? { status: 503 } : undefined);
    const [patient, doomed] = [order(scene), order(scene)];
    await scene.until(
      "fetching",
      () => stateOf(scene, doomed) === "fetching" && stateOf(scene, patient) === "fetching",
    );
    jumpMs = YEAR;
    await scene.restart();
    await scene.agent.checkNow();
    assert.equal(stateOf(scene, patient), "fetching");
    jumpMs = -YEAR;
    scene.server.fault = () => undefined;
    await scene.restart();
    assert.equal((await scene.ended(patient)).state, "succeeded");
    await scene.ended(doomed);
    scene.server.fault = ({ kind }) => (kind === "release" ? { status: 503 } : undefined);
    const late = order(scene);
    await scene.until("resolving", () => stateOf(scene, late) === "resolving");
    scene.server.serverTimeMs = () => Date.now() + YEAR;
    await scene.agent.checkNow();
    await scene.restart();
    assert.equal((await scene.ended(late)).state, "expired");
  });

  test("enrolled anew at a server that counts from 1 again, it does the first task there", async (t) => {
    const scene = await faultScene(t);
    class NextServer extends FakeServer {
      override readonly deviceId = "device-2";
    }
    const next = new NextServer();
    await next.start();
    t.after(() => next.stop());
    assert.equal((await scene.ended(order(scene, { actionId: "1" }))).state, "succeeded");
    await scene.agent.stop();
    next.enrol(scene.stateDir);
    order({ ...scene, server: next }, { actionId: "1" });
    await scene.restart();
    await scene.until("the end there", () => next.steps("1").at(-1)?.reason?.code === "already-installed");
    assert.deepEqual(next.refusals, []);
  });

  test("no step says installed or removed before the detection rule was asked", async (t) => {
    const scene = await faultScene(t);
    for (const [kind, code] of [
      ["install", "installed"],
      ["remove", "removed"],
    ] as const) {
      const actionId = order(scene, { kind });
      await scene.ended(actionId);
      const said = scene.server.steps(actionId).flatMap(({ state, reason }) => (reason ? [[state, reason.code]] : []));
      assert.deepEqual(said, [
        ["checking", "installer-done"],
        ["succeeded", code],
      ]);
    }
  });

  test("a second agent on the same folder does not start, and the first goes on", async (t) => {
    const scene = await faultScene(t);
    await assert.rejects(createAgent({ stateDir: scene.stateDir, host: scene.host }), /another agent is running on/);
    assert.equal((await scene.ended(order(scene))).state, "succeeded");
  });

  test("one installer at a time, in the order of the assignments", async (t) => {
    const scene = await faultScene(t);
    const release = hold(scene);
    const actions = ["reader", "writer", "editor"].map((name) => order(scene, { package: name }));
    await scene.until("waiting", () => actions.slice(1).every((each) => stateOf(scene, each) === "waiting"));
    release();
    for (const each of actions) assert.equal((await scene.ended(each)).state, "succeeded");
    assert.equal(scene.host.mostAtOnce, 1);
    assert.deepEqual(scene.host.runs, ["install reader 2.0.0", "install writer 2.0.0", "install editor 2.0.0"]);
    // The same file for all three: it crossed the wire once.
    assert.equal(scene.server.asked.filter((each) => each.kind === "blob").length, 1);
  });

  test("content that was altered in the cache while the action waited is fetched again, not used", async (t) => {
    const scene = await faultScene(t);
    const release = hold(scene, "reader");
    const first = order(scene);
    await scene.until("installing", () => scene.host.installing === 1);
    const second = order(scene, { package: "writer" });
    await scene.until("waiting", () => stateOf(scene, second) === "waiting");
    const file = join(scene.stateDir, "cache", scene.server.file("reader.msi", bytes).digest);
    assert.ok(existsSync(file));
    writeFileSync(file, Buffer.alloc(SIZE));
    release();
    assert.equal((await scene.ended(first)).state, "succeeded");
    assert.equal((await scene.ended(second)).state, "succeeded");
    assert.ok(scene.server.steps(second).some((each) => each.reason?.code === "content-corrupt"));
    await scene.until("the refusal", () => scene.server.refusals.some((each) => each.what === "blob"));
  });

  test("cancelled while it fetches: ended at once; while it installs: ended first, and told as it was", async (t) => {
    const scene = await faultScene(t);
    scene.server.fault = ({ kind, index }) => (kind === "blob" && index === 0 ? { stallAfter: 10 } : undefined);
    const fetching = order(scene);
    await scene.until("fetching", () => stateOf(scene, fetching) === "fetching");
    scene.server.cancel(fetching);
    await scene.agent.checkNow();
    assert.equal((await scene.ended(fetching)).state, "cancelled");
    const release = hold(scene);
    const installing = order(scene);
    await scene.until("installing", () => scene.host.installing === 1);
    scene.server.cancel(installing, "superseded");
    await scene.agent.checkNow();
    release();
    assert.equal((await scene.ended(installing)).state, "succeeded");
  });

  test("an order to stop that comes just before the agent is killed is not forgotten", async (t) => {
    const scene = await faultScene(t);
    scene.server.fault = ({ kind }) => (kind === "blob" ? { status: 503 } : undefined);
    const actionId = order(scene);
    await scene.until("fetching", () => stateOf(scene, actionId) === "fetching");
    await scene.agent.stop();
    const { Journal } = await import("@shoal/agent/journal/journal");
    const journal = new Journal(scene.stateDir);
    journal.order(actionId, "cancelled", 99);
    journal.close();
    await scene.restart();
    assert.equal((await scene.ended(actionId)).state, "cancelled");
  });

  test("told to stop while an installer runs, the agent lets it finish and keeps what came of it", async (t) => {
    const scene = await faultScene(t);
    const release = hold(scene);
    const actionId = order(scene);
    await scene.until("installing", () => scene.host.installing === 1);
    const stopped = scene.agent.stop();
    setTimeout(release, 200);
    await stopped;
    assert.equal(scene.host.installing, 0);
    await scene.restart();
    const end = await scene.ended(actionId);
    assert.deepEqual([end.state, end.reason?.code], ["succeeded", "installed"]);
    assert.equal(scene.host.runs.length, 1);
  });

  test("a page of envelopes that cannot be used does not hold up those behind it", async (t) => {
    const scene = await faultScene(t);
    const { server } = scene;
    const release = server.publish(releaseOf([server.file("reader.msi", bytes)]));
    for (let count = 0; count < 60; count++)
      server.send(server.assignment(release, { expiresAtMs: Date.now() - LIMITS.clockSkewMs - 1000 }));
    assert.equal((await scene.ended(server.send(server.assignment(release)))).state, "succeeded");
  });

  test("a page of envelopes that nobody signed: asked again at the next poll, not at once for ever", async (t) => {
    const scene = await faultScene(t);
    const { server } = scene;
    server.settings = { pollIntervalMs: 60_000 };
    await scene.agent.checkNow();
    for (let count = 0; count < 60; count++) server.repeated.push(Buffer.from(`envelope ${count}`));
    const before = server.asked.filter((each) => each.kind === "check-in").length;
    await scene.agent.checkNow();
    assert.equal(server.asked.filter((each) => each.kind === "check-in").length, before + 1);
    await scene.until("the refusals", () => server.refusals.length === 50);
  });
});
