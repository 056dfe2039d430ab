import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { SealedCheckpoint } from "@shoal/protocol/audit/trail";
import type { TrailProof } from "@shoal/protocol/audit/trail-check";
import { shoalFor } from "../cli/shoal.ts";
import { boot } from "../server/booted.ts";

async function booted(t: TestContext, now?: () => number) {
  const all = await boot(t, now ? { now } : {});
  await all.operator.trust();
  const trail = async (query: string) =>
    (await all.operator.get<{ items: AuditEvent[] }>(`/api/v1/audit?limit=500&${query}`)).items;
  return {
    ...all,
    trail,
    shoal: shoalFor(t, { SHOAL_SERVER: all.server.url, SHOAL_TOKEN: all.server.adminToken }),
  };
}

test("refused writes are in the trail: who, what route, which code, from where; repeats of a minute are one entry with their number", async (t) => {
  let nowMs = Date.UTC(2026, 10, 2, 9);
  const { server, operator, enrol, trail } = await booted(t, () => nowMs);
  const device = await enrol(10);
  const send = async (method: string, path: string, token?: string, body?: unknown) =>
    (
      await fetch(`${server.url}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    ).status;
  const spec = { package: "nothing", version: "1", kind: "install", delivery: "pull", targets: { all: true } };
  assert.equal(await send("POST", "/api/v1/tasks", operator.token, spec), 404);
  assert.equal(await send("POST", "/api/v1/tasks", operator.token, { secret: "hunter2" }), 400);
  assert.equal(await send("POST", "/api/v1/tasks", undefined, spec), 401);
  const asDevice = await device.fetch("/api/v1/tasks", { method: "POST", body: JSON.stringify(spec) });
  assert.equal(asDevice.status, 404);
  assert.equal(await send("DELETE", "/api/v1/webhooks/none?x=secret", operator.token), 404);
  assert.equal(await send("POST", "/api/v1/nowhere", "not-a-token-at-all", {}), 404);
  assert.equal(await send("GET", "/api/v1/tasks/999999", operator.token), 404);
  for (let times = 0; times < 25; times++) await send("POST", "/api/v1/tasks", undefined, spec);

  const found = await trail("what=request.refused");
  const told = found.map(({ actor, subject, detail }) => [
    actor,
    subject,
    detail["code"],
    detail["status"],
    detail["path"],
  ]);
  assert.deepEqual(told.reverse(), [
    ["token:admin", "POST /api/v1/tasks", "not-found", 404, "/api/v1/tasks"],
    ["token:admin", "POST /api/v1/tasks", "bad-request", 400, "/api/v1/tasks"],
    ["anonymous", "POST /api/v1/tasks", "unauthorized", 401, "/api/v1/tasks"],
    [`device:${device.deviceId}`, "POST /api/v1/tasks", "not-found", 404, "/api/v1/tasks"],
    ["token:admin", "DELETE /api/v1/webhooks/:name", "not-found", 404, "/api/v1/webhooks/none"],
    ["anonymous", "POST (no route)", "not-found", 404, "/api/v1/nowhere"],
  ]);
  assert.ok(found.every(({ remote, requestId }) => remote === "127.0.0.1" && /^[0-9a-f]{16}$/.test(requestId ?? "")));
  assert.ok(!JSON.stringify(found).includes("secret"), "no body and no query is kept");

  nowMs += 61_000;
  assert.equal(await send("POST", "/api/v1/tasks", undefined, spec), 401);
  const [again, folded] = await trail("what=request.refused");
  assert.equal(again?.detail["times"], undefined);
  assert.deepEqual([folded?.actor, folded?.detail["times"]], ["anonymous", 25]);
});

test("a flood of different refusals is told as a number, and does not fill the trail", async (t) => {
  let nowMs = Date.UTC(2026, 10, 2, 9);
  const { server, operator, trail } = await booted(t, () => nowMs);
  const flood = Array.from({ length: 300 }, (_, at) => at);
  for (const at of flood)
    await fetch(`${server.url}/api/v1/nowhere`, { method: "POST", headers: { "x-at": String(at) } });
  for (const at of flood) await fetch(`${server.url}/api/v1/tasks/${at}/start`, { method: "POST" });
  assert.equal((await trail("what=request.refused")).length, 2, "one a route");
  nowMs += 61_000;
  await assert.rejects(operator.post("/api/v1/tasks/99/start"));
  assert.deepEqual(
    (await trail("what=request.refused")).map(({ detail }) => detail["times"]),
    [undefined, 299, 299, undefined, undefined],
  );
});

test("changes are told with what was before, and by which way they came; secrets are not", async (t) => {
  const { operator, shoal, trail, enrol } = await booted(t);
  const device = await enrol(10);
  const only = { deviceIds: [device.deviceId] };
  const last = async (what: string) => (await trail(`what=${what}`))[0]!;

  await operator.post("/api/v1/devices/tags", { targets: only, add: ["old"] });
  await operator.post("/api/v1/devices/tags", { targets: only, add: ["new", "old"], remove: [] });
  assert.deepEqual((await last("device.tagged")).detail["before"], { [device.deviceId]: ["old"] });
  await operator.post("/api/v1/devices/attributes", { targets: only, set: { room: "1" } });
  await operator.post("/api/v1/devices/attributes", { targets: only, set: { room: "2" } });
  const attributes = await last("device.attributes-changed");
  assert.deepEqual(
    [attributes.detail["before"], attributes.detail["set"], attributes.via],
    [{ [device.deviceId]: { room: "1" } }, { room: "2" }, "api"],
  );

  await operator.send("PUT", "/api/v1/groups/office", { query: "tag:old", description: "the office" });
  await operator.send("PUT", "/api/v1/groups/office", { query: "tag:new" });
  const group = await last("group.changed");
  assert.deepEqual(group.detail["before"], { query: "tag:old", description: "the office" });

  await shoal.json("setting", "set", "night", "rebootRule=forced");
  await shoal.json("setting", "assign", "night", "--device", device.deviceId);
  const assigned = await last("setting-set.assigned");
  assert.deepEqual([assigned.detail["before"], assigned.via, assigned.actor], [[null], "cli", "token:admin"]);

  await operator.send("PATCH", "/api/v1/fleet/rules", { staleAfterMs: 3 * 86_400_000 });
  const rules = (await last("fleet.rules-changed")).detail as Record<"before" | "after", { staleAfterMs: number }>;
  assert.deepEqual([rules.before.staleAfterMs, rules.after.staleAfterMs], [7 * 86_400_000, 3 * 86_400_000]);

  const objects = [{ kind: "group", name: "files", query: "tag:new" }];
  await operator.post("/api/v1/fleet/apply", { source: "git.example.org/fleet", objects });
  assert.equal((await last("group.made")).via, "files");
  assert.ok(!JSON.stringify(await trail("")).includes(operator.token));
});

test("shoal audit: verify on the server and from an export, key, checkpoints kept elsewhere, and what was changed in the file", async (t) => {
  const { operator, shoal, dataDir } = await booted(t);
  await operator.send("PUT", "/api/v1/groups/one", { query: "tag:a" });
  const kept = await shoal.json<SealedCheckpoint>("audit", "checkpoint");
  writeFileSync(join(shoal.cwd, "kept"), `${JSON.stringify(kept)}\n`);
  await operator.send("PUT", "/api/v1/groups/two", { query: "tag:b" });
  const key = (await shoal("audit", "key")).stdout.trim();
  const proof = await shoal.json<TrailProof>("audit", "verify", "--checkpoint", "kept", "--key", key);
  assert.deepEqual([proof.after, proof.last, proof.kept[0]?.entry], [0, kept.entry + 1, kept.entry]);

  const exported = await shoal("audit", "export");
  writeFileSync(join(shoal.cwd, "trail.jsonl"), exported.stdout);
  assert.match(
    (await shoal("audit", "verify", "trail.jsonl", "--key", key)).stdout,
    /^The trail is whole: entries 1 to /,
  );
  writeFileSync(join(shoal.cwd, "changed.jsonl"), exported.stdout.replace('"tag:a"', '"tag:c"'));
  const changed = await shoal("audit", "verify", "changed.jsonl");
  assert.equal(changed.code, 1);
  assert.match(changed.stderr, /not whole from entry \d+ on/);
  assert.equal((await shoal("audit", "verify", "kept")).code, 1, "a checkpoint is no trail");
  assert.equal((await shoal("audit", "verify", "--checkpoint", "trail.jsonl")).code, 2, "a trail is no checkpoint");

  // With the server running, by its file.
  const raw = new DatabaseSync(join(dataDir, "shoal.db"));
  const id = raw.prepare("select id from audit where subject = 'group:one'").get()!["id"] as number;
  raw.exec("drop trigger audit_no_update");
  raw.prepare("update audit set actor = 'operator:nobody' where id = ?").run(id);
  raw.close();
  const found = await shoal("audit", "verify");
  assert.equal(found.code, 1);
  assert.match(found.stderr, new RegExp(`not whole from entry ${id} on`));
});
