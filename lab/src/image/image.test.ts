import assert from "node:assert/strict";
import { once } from "node:events";
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ImageSteps } from "@shoal/agent/action/image";
import { createRealHost } from "@shoal/agent/host/real";
import type { ActionRecord } from "@shoal/core/action/record";
import type { ActionReport } from "@shoal/protocol/action/report";
import { isEnd } from "@shoal/protocol/action/state";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import type { Variant } from "@shoal/protocol/package/release";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { FakeServer } from "../agent/fake-server.ts";
import { releaseOf, someBytes } from "../agent/fault-scene.ts";
import { type AgentProcess, runAgentProcess } from "../fleet/agent-process.ts";
import { loopDevice, readDevice, run, skip } from "./loop.ts";

const PIECES = 16;
const ZERO_PIECES = 4;
/** With a hole, and an end that no sector ends at. */
const IMAGE = someBytes((PIECES - 1) * PIECE_BYTES + 777, "image");
IMAGE.fill(0, 5 * PIECE_BYTES, (5 + ZERO_PIECES) * PIECE_BYTES);
const DEVICE_BYTES = PIECES * PIECE_BYTES + 4096;

/** This machine with a real agent, and a server under the test's control. */
class Scene {
  readonly server = new FakeServer();
  readonly stateDir = mkdtempSync(join(tmpdir(), "shoal-image-"));
  agent: AgentProcess | undefined;

  static async start(t: TestContext): Promise<Scene> {
    const scene = new Scene();
    t.after(async () => {
      await scene.agent?.stop();
      await scene.server.stop();
      rmSync(scene.stateDir, { recursive: true, force: true });
    });
    await scene.server.start();
    scene.server.enrol(scene.stateDir);
    scene.agent = runAgentProcess(scene.stateDir);
    return scene;
  }

  send(device: string, known: Partial<StartAssignment> = {}, variant: Partial<Variant> = {}, bytes = IMAGE): string {
    const release = releaseOf([this.server.file("disk.img", bytes)], {
      match: { os: ["linux"] },
      installer: { kind: "image", device },
      detect: { receipt: true },
      ...variant,
    });
    return this.server.send(this.server.assignment(this.server.publish(release), known));
  }

  async ended(actionId: string): Promise<ActionReport> {
    await this.until(actionId, () => isEnd(this.server.steps(actionId).at(-1)?.state ?? "assigned"));
    return this.server.steps(actionId).at(-1)!;
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    for (const endMs = performance.now() + 60_000; !holds(); await sleep(20))
      assert.ok(performance.now() < endMs, `${what} did not come; reports: ${JSON.stringify(this.server.reports)}`);
  }

  /** Bytes of content that the server was asked for since. */
  askedBytes(since: number): number {
    return this.server.asked
      .slice(since)
      .filter(({ kind }) => kind === "blob")
      .reduce(
        (sum, { range }) => sum + (range ? Math.min(range.last + 1, IMAGE.length) - range.first : IMAGE.length),
        0,
      );
  }
}

test("an image comes onto a block device, is read back, and is there until somebody writes to it", {
  skip,
}, async (t) => {
  const device = loopDevice(t, DEVICE_BYTES, 0xff);
  const scene = await Scene.start(t);
  const done = await scene.ended(scene.send(device));
  assert.equal(done.state, "succeeded", JSON.stringify(done.reason));
  const now = readDevice(device, DEVICE_BYTES);
  assert.ok(now.subarray(0, IMAGE.length).equals(IMAGE));
  assert.ok(
    now.subarray(IMAGE.length).every((byte) => byte === 0xff),
    "nothing behind the image was touched",
  );
  const { origin, cache } = done.bytes!;
  assert.deepEqual(
    { origin, cache },
    { origin: IMAGE.length - ZERO_PIECES * PIECE_BYTES, cache: ZERO_PIECES * PIECE_BYTES },
  );

  const again = await scene.ended(scene.send(device));
  assert.equal(again.state, "succeeded", JSON.stringify(again.reason));
  assert.equal(again.reason?.code, "already-installed", "it is there already");

  overwrite(device, Buffer.from("other"), 3 * PIECE_BYTES);
  const before = scene.server.asked.length;
  const repaired = await scene.ended(scene.send(device));
  assert.equal(repaired.state, "succeeded", JSON.stringify(repaired.reason));
  assert.notEqual(repaired.reason?.code, "already-installed");
  assert.equal(scene.askedBytes(before), PIECE_BYTES, "only what had changed came again");
  assert.ok(readDevice(device, IMAGE.length).equals(IMAGE));
});

test("an agent that was killed goes on with what is on the device", { skip }, async (t) => {
  const device = loopDevice(t, DEVICE_BYTES, 0);
  const scene = await Scene.start(t);
  const { server } = scene;
  let budget = 6 * PIECE_BYTES;
  let stalled = false;
  server.fault = ({ kind, range }) => {
    if (kind !== "blob" || !range) return undefined;
    const length = range.last + 1 - range.first;
    if (length <= budget) {
      budget -= length;
      return undefined;
    }
    stalled = true;
    const given = budget;
    budget = 0;
    return { stallAfter: given };
  };
  const actionId = scene.send(device, { settings: { fetchStallMs: 60_000 } });
  await scene.until("a stall", () => stalled);
  const first = someOnDevice(device);
  await scene.until("pieces on the device", () => first() >= 4);
  scene.agent!.child.kill("SIGKILL");
  await once(scene.agent!.child, "exit");
  server.fault = () => undefined;
  const kept = first();
  const before = server.asked.length;
  scene.agent = runAgentProcess(scene.stateDir);
  const done = await scene.ended(actionId);
  assert.equal(done.state, "succeeded", JSON.stringify(done.reason));
  assert.ok(readDevice(device, IMAGE.length).equals(IMAGE));
  assert.ok(
    scene.askedBytes(before) <= IMAGE.length - (kept + ZERO_PIECES) * PIECE_BYTES + PIECE_BYTES,
    "what was there did not come again",
  );
  const sum = Object.entries(done.bytes!).reduce(
    (total, [source, bytes]) => total + (source === "patchSaved" ? 0 : bytes),
    0,
  );
  assert.equal(sum, IMAGE.length, JSON.stringify(done.bytes));
});

test("an image that was precached is written without a byte over the network", { skip }, async (t) => {
  const device = loopDevice(t, DEVICE_BYTES, 0xff);
  const scene = await Scene.start(t);
  assert.equal((await scene.ended(scene.send(device, { kind: "precache" }))).state, "cached");
  assert.ok(
    readDevice(device, DEVICE_BYTES).every((byte) => byte === 0xff),
    "precaching writes to no device",
  );
  const before = scene.server.asked.length;
  const done = await scene.ended(scene.send(device));
  assert.equal(done.state, "succeeded", JSON.stringify(done.reason));
  assert.equal(scene.askedBytes(before), 0);
  assert.equal(done.bytes?.cache, IMAGE.length);
  assert.ok(readDevice(device, IMAGE.length).equals(IMAGE));
});

test("the script after it may mount what was written", { skip }, async (t) => {
  const device = loopDevice(t, DEVICE_BYTES, 0xff);
  const scene = await Scene.start(t);
  const file = join(scene.stateDir, "ext4");
  writeFileSync(file, Buffer.alloc(PIECES * PIECE_BYTES));
  run("mkfs.ext4", "-q", "-L", "next", file);
  const point = mkdtempSync(join(tmpdir(), "shoal-mounted-"));
  t.after(() => rmSync(point, { recursive: true }));
  const after = {
    run: `mount -o ro,noload ${device} ${point} && test -d ${point}/lost+found && umount ${point}`,
  };
  const done = await scene.ended(scene.send(device, {}, { after }, readFileSync(file)));
  assert.equal(done.state, "succeeded", JSON.stringify(done));
});

test("what a device does not give back as it should is never taken for written", { skip }, async (t) => {
  const device = loopDevice(t, DEVICE_BYTES, 0);
  const scene = await Scene.start(t);
  const host = createRealHost({ agentVersion: "0.0.0" });
  const steps = new ImageSteps(host, scene.stateDir);
  t.after(() => steps.release("a"));
  const record = { assignment: { actionId: "a", kind: "install" } } as ActionRecord;
  const files = [scene.server.file("disk.img", IMAGE)];
  const variant = { files, installer: { kind: "image", device } } as Partial<Variant> as Variant;
  const kind = async () => (await steps.readBack(record, variant, AbortSignal.timeout(60_000)))?.kind;
  assert.equal(await kind(), "corrupt");
  overwrite(device, IMAGE, 0);
  assert.equal(await kind(), "written");
  assert.equal(await kind(), "written");
  overwrite(device, Buffer.from([IMAGE[PIECE_BYTES]! ^ 1]), PIECE_BYTES);
  assert.equal(await kind(), "corrupt", "one bit, after it was read back");
});

test("a device that must not be written to is refused, with why and what to do, and stays as it was", {
  skip,
}, async (t) => {
  const scene = await Scene.start(t);
  const readOnly = loopDevice(t, DEVICE_BYTES, 1, "--read-only");
  const small = loopDevice(t, IMAGE.length - 4096 - (IMAGE.length % 4096), 1);
  const mounted = loopDevice(t, DEVICE_BYTES, 0);
  run("mkfs.ext4", "-q", mounted);
  const point = mkdtempSync(join(tmpdir(), "shoal-mounted-"));
  run("mount", mounted, point);
  t.after(() => {
    run("umount", point);
    rmSync(point, { recursive: true });
  });
  const root = run("findmnt", "-no", "SOURCE", "/").trim();
  const cases: [device: string, detail: RegExp][] = [
    ["/dev/shoal-is-not-here", /there is no device/],
    ["PARTLABEL=shoal-is-not-here", /there is no device PARTLABEL=/],
    ["/dev/null", /is not a block device/],
    [readOnly, /is read-only/],
    [small, /has \d+ bytes, and the image has \d+/],
    [mounted, /is mounted at /],
    ...(root.startsWith("/dev/") ? [[root, /holds the root file system/] as [string, RegExp]] : []),
  ];
  for (const [device, detail] of cases) {
    const { state, reason } = await scene.ended(scene.send(device));
    assert.equal(state, "failed", device);
    assert.equal(reason?.code, "device-refused", `${device}: ${JSON.stringify(reason)}`);
    assert.match(reason?.detail ?? "", detail);
    assert.ok(reason?.next, device);
  }
  assert.ok(readDevice(small, 4096).every((byte) => byte === 1));
  assert.equal(scene.askedBytes(0), 0, "nothing was fetched for them");
});

function overwrite(device: string, bytes: Uint8Array, at: number): void {
  const file = openSync(device, "r+");
  writeSync(file, bytes, 0, bytes.length, at);
  fsyncSync(file);
  closeSync(file);
}

/** Counts pieces of the image that are on the device by now, beside zeros. */
function someOnDevice(device: string): () => number {
  return () => {
    const now = readDevice(device, IMAGE.length);
    let count = 0;
    for (let index = 0; index < PIECES; index++) {
      const at = index * PIECE_BYTES;
      const piece = IMAGE.subarray(at, at + PIECE_BYTES);
      if (piece.some((byte) => byte !== 0) && piece.equals(now.subarray(at, at + piece.length))) count++;
    }
    return count;
  };
}
