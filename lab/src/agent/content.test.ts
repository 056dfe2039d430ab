import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { LIMITS } from "@shoal/protocol/limits";
import { model, release, run, settled, start } from "./scene.ts";

test("a push that was cut goes on where it was, and ends in the same verified file", async (t) => {
  const booted = await start(t, [model("one")], { pushDeviceRateBytesPerSecond: 8_000_000 });
  const bytes = randomBytes(6_000_000);
  const file = await booted.operator.upload("reader.msi", bytes);
  await booted.operator.publish(release("1.0.0", file));
  const taskId = await run(booted, { delivery: "push" });
  const part = join(booted.fleet.folder, "one", "cache", `${file.digest}.part`);
  for (let waited = 0; waited < 200 && !(existsSync(part) && statSync(part).size > 1_000_000); waited++)
    await sleep(20);
  await booted.fleet.reboot("one");
  const row = (await settled(booted, taskId)).get("one")!;
  assert.equal(row.state, "succeeded");
  assert.equal(row.bytes.push, bytes.length, "every byte is counted once");
  const metrics = await (await fetch(`${booted.server.url}/metrics`)).text();
  const sent = Number(metrics.match(/^shoal_push_bytes_total (\d+)/m)?.[1]);
  assert.ok(
    sent >= bytes.length && sent <= bytes.length + (LIMITS.pushWindowPieces + 8) * LIMITS.pieceBytes,
    `${sent} bytes were sent for ${bytes.length}`,
  );
});

test("a new release is built out of the one that the device holds, where that saves bytes", async (t) => {
  if (spawnSync("zstd", ["--version"]).error) return t.skip("zstd is not on this system");
  const booted = await start(t, [model("one")]);
  const old = randomBytes(3_000_000);
  await booted.operator.publish(release("1.0.0", await booted.operator.upload("reader.msi", old)));
  await settled(booted, await run(booted, {}));
  const changed = Buffer.concat([old.subarray(0, 1_000_000), randomBytes(50_000), old.subarray(1_000_000)]);
  const file = await booted.operator.upload("reader.msi", changed);
  await booted.operator.publish(release("2.0.0", file));
  // The lowest priority there is: on a machine with other work it comes late.
  for (let waited = 0; waited < 1200; waited++) {
    const { patches } = await booted.operator.get<{ patches: unknown[] }>(
      `/api/v1/blobs/${file.digest}/patches?from=${digestOf(old)}`,
    );
    if (patches.length > 0) break;
    await sleep(50);
  }
  const row = (await settled(booted, await run(booted, { version: "2.0.0" }))).get("one")!;
  assert.equal(row.state, "succeeded");
  assert.ok(row.bytes.patch > 0 && row.bytes.patch < 100_000, `${row.bytes.patch} bytes of patch`);
  assert.equal(row.bytes.origin, 0);
  assert.equal(row.bytes.patchSaved, changed.length - row.bytes.patch);
});

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
