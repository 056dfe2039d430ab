import assert from "node:assert/strict";
import { test } from "node:test";
import type { FleetPlan } from "@shoal/protocol/api/fleet-plan";
import { PERMISSION_NAMES, PERMISSIONS, type Permission } from "@shoal/protocol/operator/permissions";
import { BUILT_IN_ROLES } from "@shoal/protocol/operator/roles";
import { createApp } from "@shoal/server/http/app";
import { Operator, type Refused } from "../fleet/operator.ts";
import { boot } from "../server/booted.ts";
import { ask, type Route, routesOf } from "./routes.ts";

test("every route of operators asks for the permission that it names, and for no other", async (t) => {
  const { server, operator } = await boot(t);
  const routes = await routesOf(server.url);
  assert.ok(routes.length > 90, `${routes.length} routes`);
  const tokens = new Map<string, string>();
  for (const permission of PERMISSION_NAMES) {
    const body = { name: permission, permissions: [permission] };
    tokens.set(permission, (await operator.post<{ token: string }>("/api/v1/tokens", body)).token);
  }
  const wrong: string[] = [];
  const expect = (holds: boolean, route: Route, what: string) => {
    if (!holds) wrong.push(`${route.method} ${route.path}: ${what}`);
  };
  for (const route of routes) {
    const stranger = await ask(server.url, route);
    if (route.access === "anybody") {
      expect(
        ![401, 403].includes(stranger.status) || /setup/.test(route.path),
        route,
        `a stranger got ${stranger.status}`,
      );
      continue;
    }
    expect(stranger.status === 401, route, `a stranger got ${stranger.status}`);
    const permission = route.access === "signed-in" ? "siem.read" : route.access;
    expect(tokens.has(permission), route, `names ${route.access}`);
    // Some of what is open to whoever is signed in signs out.
    const own = { name: `own-${routes.indexOf(route)}`, permissions: [permission] };
    const token =
      route.access === "signed-in"
        ? (await operator.post<{ token: string }>("/api/v1/tokens", own)).token
        : tokens.get(permission);
    const allowed = await ask(server.url, route, token);
    expect(
      allowed.status !== 401 && !/^permission-missing/.test(allowed.detail),
      route,
      `who has ${permission} got ${allowed.status} ${allowed.detail}`,
    );
    if (route.access === "signed-in") continue;
    const other = permission === "siem.read" ? "webhook.read" : "siem.read";
    const refused = await ask(server.url, route, tokens.get(other));
    expect(refused.status === 403, route, `who has only ${other} got ${refused.status}`);
    expect(refused.detail.startsWith(`permission-missing: ${permission} (`), route, refused.detail);
    expect(
      /roles with it: .*admin.*; whoever has operator\.write gives it/.test(refused.detail),
      route,
      refused.detail,
    );
  }
  assert.deepEqual(wrong, []);
  const used = new Set(routes.map((route) => route.access));
  // Of /metrics, which is none of the API.
  assert.deepEqual(
    PERMISSION_NAMES.filter((permission) => !used.has(permission)),
    ["server.read"],
  );
});

test("a route that does not say who may call it cannot be added", async () => {
  const app = await createApp({ version: "0", logLevel: "silent" });
  assert.throws(
    () => app.get("/api/v1/open-by-mistake", {}, async () => "secret"),
    /GET \/api\/v1\/open-by-mistake does not say who may call it/,
  );
  await app.close();
});

test("built-in roles hold what there is, each more than the viewer, and only the admin gives roles", () => {
  for (const [name, { permissions }] of Object.entries(BUILT_IN_ROLES)) {
    const held = permissions as readonly Permission[];
    assert.deepEqual(
      held.filter((permission) => !Object.hasOwn(PERMISSIONS, permission)),
      [],
      name,
    );
    assert.equal(new Set(held).size, held.length, name);
    for (const seen of BUILT_IN_ROLES.viewer.permissions) assert.ok(held.includes(seen), `${name} lacks ${seen}`);
    assert.equal(held.includes("operator.write"), name === "admin", name);
  }
  assert.deepEqual(
    BUILT_IN_ROLES.viewer.permissions.filter((each) => !/\.read$/.test(each)),
    ["token.write", "audit.checkpoint"],
  );
});

test("files are no way around a permission: what they would change needs its own", async (t) => {
  const { operator, server } = await boot(t);
  const objects = [
    { kind: "group", name: "tills", query: "os:windows" },
    { kind: "fleet-rules", name: "fleet", staleAfterMs: 9 * 86_400_000, retireAfterMs: 99 * 86_400_000 },
  ];
  const apply = (by: Operator, more: object) =>
    by.post<FleetPlan>("/api/v1/fleet/apply", { source: "git.example/fleet", objects, ...more });
  const { token } = await operator.post<{ token: string }>("/api/v1/tokens", { name: "gitops", role: "operator" });
  const gitops = new Operator(server.url, token);
  for (const dryRun of [true, false])
    await assert.rejects(apply(gitops, { dryRun }), (error: Refused) => {
      const problems = error.problem.problems?.map(({ kind, code, detail }) => [
        kind,
        code,
        /^fleet\.rules /.test(detail),
      ]);
      assert.deepEqual(problems, [["fleet-rules", "permission-missing", true]]);
      return true;
    });
  await apply(operator, {});
  assert.equal((await apply(gitops, {})).counts.same, 2, "what is so already needs nothing");
});
