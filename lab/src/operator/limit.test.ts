import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { LIMITS } from "@shoal/protocol/limits";
import { Operator } from "../fleet/operator.ts";
import { boot } from "../server/booted.ts";
import { person } from "./person.ts";

test("whoever asks too much waits, by whichever token, and nobody else does; what gives out everything counts for more", async (t) => {
  let nowMs = 0;
  const { server, operator } = await boot(t, { monotonicMs: () => nowMs, secondFactor: "optional" });
  const ann = await person(operator, "ann", "viewer");
  const own = await ann.post<{ token: string }>("/api/v1/tokens", { name: "script", role: "viewer" });
  const script = new Operator(server.url, own.token);
  const all = () =>
    fetch(`${server.url}/api/v1/export/devices`, { headers: { authorization: `Bearer ${script.token}` } });
  const answers = [];
  for (let at = 0; at < LIMITS.operatorRequestsBurst / LIMITS.operatorExportCost; at++) answers.push(await all());
  await Promise.all(answers.map((answer) => answer.text()));
  const held = answers.at(-1)!;
  // Her session has asked twice before that.
  assert.deepEqual([answers.filter(({ status }) => status === 200).length, held.status], [answers.length - 1, 429]);
  assert.equal(held.headers.get("retry-after"), "1");
  for (let at = 0; at < LIMITS.operatorExportCost; at++) await ann.get("/api/v1/me").catch(() => {});
  await assert.rejects(ann.get("/api/v1/me"), /rate-limited.*operator:ann asks more than 200 times a second/);
  await operator.get("/api/v1/me");
  nowMs += 1000;
  await script.get("/api/v1/me");
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=request.refused");
  assert.deepEqual(
    items.map(({ actor, subject, detail }) => [actor, subject, detail["code"]]),
    [
      ["operator:ann", "GET /api/v1/me", "rate-limited"],
      ["token:script", "GET /api/v1/export/devices", "rate-limited"],
    ],
  );
});

test("a read that was refused for who asked is in the trail; a flood of them is a number, and hides no write", async (t) => {
  const { server, operator } = await boot(t, { trustProxy: ["127.0.0.1"], secondFactor: "optional" });
  await operator.send("PUT", "/api/v1/roles/some", { permissions: ["task.read", "token.write"] });
  const ann = await person(operator, "ann", "some");
  await assert.rejects(ann.get("/api/v1/audit"), /permission-missing/);
  await assert.rejects(ann.get("/api/v1/tasks/4711"), /not-found/, "nothing of who asks");
  const from = async (address: string, method = "GET") => {
    const answer = await fetch(`${server.url}/api/v1/tasks`, { method, headers: { "x-forwarded-for": address } });
    await answer.text();
    return answer.status;
  };
  for (let at = 0; at < LIMITS.auditFolds + 50; at++) assert.equal(await from(`198.51.100.${at}`), 401);
  assert.equal(await from("203.0.113.1", "POST"), 401);
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=request.refused&limit=500");
  assert.equal(items.length, LIMITS.auditFolds + 1, "one for each caller up to the limit, and the write");
  assert.deepEqual(
    [items[0], items.at(-1)].map((entry) => [entry!.actor, entry!.subject, entry!.detail["code"]]),
    [
      ["anonymous", "POST /api/v1/tasks", "unauthorized"],
      ["operator:ann", "GET /api/v1/audit", "permission-missing"],
    ],
  );
});
