import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import type { TargetCount } from "@shoal/protocol/api/label";
import type { Page } from "@shoal/protocol/api/page";
import type { ActionRow } from "@shoal/protocol/api/task";
import { boot, scriptRelease } from "./booted.ts";

test("whom targets name and nothing reaches is counted by why", async (t) => {
  const { operator, dataDir, enrol } = await boot(t);
  await operator.trust();
  const [first, second, third] = [await enrol(0), await enrol(1), await enrol(2), await enrol(3)];
  await operator.post(`/api/v1/devices/${first.deviceId}/revoke`);
  const db = new DatabaseSync(join(dataDir, "shoal.db"));
  db.prepare("update devices set retired_ms = 1 where id = ?").run(second.deviceId);
  db.prepare("update devices set quarantined_ms = 1 where id in (?, ?)").run(first.deviceId, third.deviceId);
  db.close();
  assert.deepEqual(await operator.post<TargetCount>("/api/v1/targets/count", { targets: { all: true } }), {
    ...{ devices: 2, of: 2, retired: 2, revoked: 1, quarantined: 1 },
  });
  const none = await operator.post<TargetCount>("/api/v1/targets/count", { targets: { query: "name:nobody" } });
  assert.deepEqual(none, { devices: 0, of: 2, retired: 0, revoked: 0, quarantined: 0 });
});

test("the last actions of a device can be asked for first, page by page", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  const { deviceId } = await enrol(0);
  for (const version of ["1.0.0", "1.0.1", "1.0.2"]) {
    const { name } = scriptRelease(version);
    await operator.publish(scriptRelease(version));
    const order = { kind: "install", delivery: "pull", package: name, version, targets: { deviceIds: [deviceId] } };
    const { id } = await operator.post<{ id: string }>("/api/v1/tasks", order);
    await operator.post(`/api/v1/tasks/${id}/start`);
  }
  const page = (more: string) =>
    operator.get<Page<ActionRow>>(`/api/v1/actions?device=${deviceId}&newest=true&limit=2${more}`);
  const first = await page("");
  const second = await page(`&cursor=${first.nextCursor}`);
  assert.deepEqual(
    [...first.items, ...second.items].map(({ version }) => version),
    ["1.0.2", "1.0.1", "1.0.0"],
  );
  await assert.rejects(
    operator.get(`/api/v1/actions?device=${deviceId}&cursor=${first.nextCursor}`),
    /cursor/,
    "of another order",
  );
});
