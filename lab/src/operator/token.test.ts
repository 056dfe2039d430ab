import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { ApiTokenRow, Me, RoleRow } from "@shoal/protocol/api/operator";
import type { Page } from "@shoal/protocol/api/page";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { Operator } from "../fleet/operator.ts";
import { boot } from "../server/booted.ts";

const DAY = 86_400_000;
type Made = { token: string; row: ApiTokenRow };

test("a token does what it was made for, no more than its maker, until it expires, is revoked, or its maker's is", async (t) => {
  let nowMs = Date.now();
  const { server, operator, dataDir } = await boot(t, { now: () => nowMs });
  const made = async (by: Operator, body: object) => {
    const answer = await by.post<Made>("/api/v1/tokens", body);
    return { ...answer, as: new Operator(server.url, answer.token) };
  };
  const ci = await made(operator, { name: "ci", role: "publisher", lifeMs: 10 * DAY });
  assert.equal((await ci.as.get<Me>("/api/v1/me")).actor, "token:ci");
  await ci.as.get("/api/v1/packages");
  await assert.rejects(ci.as.post("/api/v1/tasks/1/start"), /permission-missing.*task\.start/);
  await assert.rejects(
    made(ci.as, { name: "more", permissions: ["package.read", "task.start"] }),
    /permission-missing.*who lacks task\.start/,
  );
  await assert.rejects(made(ci.as, { name: "admin-2", role: "admin" }), /permission-missing/);
  await assert.rejects(made(operator, { name: "ci", role: "viewer" }), /conflict.*there is a good token ci/);
  await assert.rejects(made(operator, { name: "both", role: "viewer", permissions: ["task.read"] }), /one of them/);

  const child = await made(ci.as, { name: "child", permissions: ["package.read"], lifeMs: 300 * DAY });
  assert.equal(child.row.expiresMs, ci.row.expiresMs, "it ends with its maker's");
  await child.as.get("/api/v1/packages");
  const { items } = await operator.get<Page<ApiTokenRow>>("/api/v1/tokens?all=true");
  const used = items.find((row) => row.name === "child");
  assert.deepEqual([used?.usedMs, used?.usedFrom, used?.createdBy], [nowMs, "127.0.0.1", "token:ci"]);
  await assert.rejects(ci.as.send("DELETE", "/api/v1/tokens/admin"), /permission-missing.*operator\.write/);
  await assert.rejects(child.as.send("DELETE", "/api/v1/tokens/ci"), /permission-missing.*token\.write/);

  // Neither of them is in any file of the server.
  for (const file of readdirSync(dataDir).filter((name) => name.startsWith("shoal.db")))
    for (const { token } of [ci, child])
      assert.ok(!readFileSync(join(dataDir, file)).includes(token.slice(3)), `${file} has a token`);

  const stream = await fetch(`${server.url}/api/v1/events`, { headers: { authorization: `Bearer ${ci.token}` } });
  await operator.send("DELETE", "/api/v1/tokens/ci");
  await assert.rejects(ci.as.get("/api/v1/me"), /unauthorized/);
  await assert.rejects(child.as.get("/api/v1/me"), /unauthorized/);
  // Ends by itself: the stream was opened with what is no longer good.
  await stream.text();

  const short = await made(operator, { name: "short", role: "viewer", lifeMs: DAY });
  nowMs += DAY - 1;
  await short.as.get("/api/v1/me");
  nowMs += 1;
  await assert.rejects(short.as.get("/api/v1/me"), /unauthorized.*expired/);
  const trail = await operator.get<Page<AuditEvent>>("/api/v1/audit?subject=api-token:ci");
  assert.deepEqual(
    trail.items.map(({ what, actor, detail }) => [what, actor, detail["role"] ?? detail["ended"]]),
    [
      ["api-token.revoked", "token:admin", 2],
      ["api-token.made", "token:admin", "publisher"],
    ],
  );
});

test("a role of one's own is a set of permissions; who has it may do the new at once", async (t) => {
  const { server, operator } = await boot(t);
  const put = (by: Operator, name: string, permissions: string[]) =>
    by.send<RoleRow>("PUT", `/api/v1/roles/${name}`, { permissions });
  await put(operator, "helpdesk", ["device.read", "operator.write", "operator.read"]);
  const { token } = await operator.post<Made>("/api/v1/tokens", { name: "desk", role: "helpdesk" });
  const desk = new Operator(server.url, token);
  await desk.get("/api/v1/devices");
  await assert.rejects(desk.get("/api/v1/tasks"), /permission-missing.*roles with it: viewer, operator/);
  await assert.rejects(
    put(desk, "helpdesk", ["device.read", "trust.write"]),
    /nobody gives what they do not have: trust\.write/,
  );
  await assert.rejects(put(operator, "viewer", ["device.read"]), /conflict.*viewer is built in/);
  await assert.rejects(put(operator, "odd", ["device.fly"]), /bad-request/);
  await put(operator, "helpdesk", ["task.read"]);
  await desk.get("/api/v1/tasks");
  await assert.rejects(desk.get("/api/v1/devices"), /permission-missing/);
  await operator.send("DELETE", "/api/v1/roles/helpdesk");
  await assert.rejects(desk.get("/api/v1/tasks"), /permission-missing/);
});
