import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import { LIMITS } from "@shoal/protocol/limits";
import { createServer } from "@shoal/server/server";
import { boot, scriptRelease } from "./booted.ts";

const INSTALL = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } };
const ZERO = "0".repeat(64);

test("numbers of a device that could be stored but not read again are refused", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const device = await enrol(0);
  const task = await operator.post<TaskDetail>("/api/v1/tasks", INSTALL);
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  const [action] = (await operator.get<{ items: ActionRow[] }>(`/api/v1/actions?task=${task.id}`)).items;
  const result = { durationMs: 0, attempt: 1, logTail: "", logTruncated: false };
  const send = async (path: string, body: object) =>
    await device.fetch(path, { method: "POST", body: JSON.stringify(body) });
  for (const more of [
    { bytes: { ...NO_BYTES, origin: 2 ** 60 } },
    { bytes: { ...NO_BYTES, push: LIMITS.actionBytes + 1 } },
    { atMs: 2 ** 60 },
    { result: { ...result, exitCode: 2 ** 60 } },
    { result: { ...result, exitCode: -(2 ** 60) } },
  ]) {
    const report = { actionId: action!.id, step: 1, state: "accepted", atMs: 1, ...more };
    assert.equal((await send("/agent/v1/reports", { reports: [report] })).status, 400, JSON.stringify(more));
  }
  // What is just allowed can be read, one by one and added up.
  const most = {
    actionId: action!.id,
    step: 1,
    state: "accepted",
    atMs: LIMITS.timeMs,
    bytes: { ...NO_BYTES, origin: LIMITS.actionBytes },
    result: { ...result, exitCode: 2 ** 32 - 1 },
  };
  assert.equal((await send("/agent/v1/reports", { reports: [most] })).status, 200);
  assert.equal((await operator.get<TaskDetail>(`/api/v1/tasks/${task.id}`)).bytes.origin, LIMITS.actionBytes);
  const read = await operator.get<{ items: ActionRow[] }>(`/api/v1/actions?task=${task.id}`);
  assert.equal(read.items[0]?.exitCode, 2 ** 32 - 1);
});

test("a device that claims the highest sequence stops no task and no start of the server", async (t) => {
  const { operator, enrol, dataDir } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const [liar, other] = [await enrol(0), await enrol(1)];
  await assert.rejects(liar.checkIn({ inventoryDigest: ZERO, afterSequence: Number.MAX_SAFE_INTEGER }), /bad-request/);
  await liar.checkIn({ inventoryDigest: ZERO, afterSequence: LIMITS.sequence });
  for (let round = 0; round < 2; round++) {
    const task = await operator.post<TaskDetail>("/api/v1/tasks", INSTALL);
    await operator.post(`/api/v1/tasks/${task.id}/start`);
  }
  assert.ok((await other.checkIn({ inventoryDigest: ZERO, afterSequence: 0 })).envelopes.length > 0);
  const copy = mkdtempSync(join(tmpdir(), "shoal-test-"));
  t.after(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(dataDir, copy, { recursive: true });
  const again = await createServer({ dataDir: copy, port: 0, logLevel: "silent" });
  await again.close();
});
