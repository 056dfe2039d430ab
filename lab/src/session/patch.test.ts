import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { release, run, settled } from "../agent/scene.ts";
import { patchOffer } from "../fleet/patch-offer.ts";
import { MIB, scene, skip, sum, TOGETHER, treeOf } from "./scene.ts";

test("the patch is cast to those who hold what it starts from, the whole only to the others", { skip }, async (t) => {
  const sizeBytes = 6 * MIB;
  const names = [["old1", "~old2", "~old3", "new1", "~new2"]];
  const booted = await scene(t, names, sizeBytes);
  const { operator, served } = booted;
  const before = randomBytes(sizeBytes);
  const after = Buffer.concat([before.subarray(0, 3 * MIB), randomBytes(MIB), before.subarray(3 * MIB)]);
  const from = await operator.upload("reader.msi", before);
  await operator.publish(release("2.0.0", from));
  const settings = { ...TOGETHER, patches: true, multicastLeastBytes: 0 };
  const old = ["old1", "old2", "old3"];
  const held = await run(booted, { kind: "precache", version: "2.0.0", targets: { deviceIds: old }, settings });
  await settled(booted, held);
  const to = await operator.upload("reader.msi", after);
  await operator.publish(release("3.0.0", to));
  const { sizeBytes: patchBytes } = await patchOffer(operator, from, to);
  assert.ok(patchBytes < 1.1 * MIB && patchBytes > MIB, `${patchBytes} bytes of patch`);

  const servedBefore = await served();
  const taskId = await run(booted, { version: "3.0.0", settings });
  const actions = await settled(booted, taskId);
  for (const { state, device } of actions.values()) assert.equal(state, "succeeded", device);
  assert.equal((await served()) - servedBefore, patchBytes + after.length, "each of both came over the WAN once");
  for (const [device, { bytes }] of actions) {
    const isOld = old.includes(device);
    assert.equal(bytes.patch, isOld ? patchBytes : 0, device);
    assert.equal(bytes.origin + bytes.multicast + bytes.peer, isOld ? 0 : after.length, device);
  }
  const { sites } = await treeOf(booted, taskId);
  const sessions = sites.flatMap(({ subnets }) => subnets.flatMap((subnet) => subnet.sessions));
  assert.deepEqual(
    sessions
      .map(({ patch, totals }) => [patch, totals.devices, totals.wanBytes, sum(Object.values(totals.bytes))])
      .sort(),
    [
      [false, 2, after.length, 2 * after.length],
      [true, 3, patchBytes, 3 * patchBytes],
    ].sort(),
  );
  for (const { totals } of sessions) assert.ok(totals.bytes.multicast > 0, JSON.stringify(totals));
});
