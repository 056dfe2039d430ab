import assert from "node:assert/strict";
import { test } from "node:test";
import type { OperatorRow } from "@shoal/protocol/api/account";
import type { DeviceRow } from "@shoal/protocol/api/device";
import type { GroupDetail, GroupRow } from "@shoal/protocol/api/group";
import type { Me } from "@shoal/protocol/api/operator";
import type { Page } from "@shoal/protocol/api/page";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { overGroups } from "@shoal/protocol/operator/over-groups";
import { PERMISSION_NAMES, type Permission } from "@shoal/protocol/operator/permissions";
import { BUILT_IN_ROLES } from "@shoal/protocol/operator/roles";
import { Operator } from "../fleet/operator.ts";
import { boot } from "../server/booted.ts";
import { person } from "./person.ts";
import { ask, routesOf } from "./routes.ts";

/** The mixed fleet has Windows devices at these places, and Linux machines at those. */
const [WINDOWS, LINUX] = [
  [0, 1],
  [10, 11],
];

async function madeOf(maker: Operator, name: string, more: object): Promise<Operator> {
  const { token } = await maker.post<{ token: string }>("/api/v1/tokens", { name, ...more });
  return new Operator(maker.url, token);
}

test("every route, by every role over groups: whoever is bound to groups gets only to what knows groups", async (t) => {
  const { server, operator } = await boot(t);
  await operator.send("PUT", "/api/v1/groups/tills", {});
  const groups = ["tills"];
  const wide: string[] = [];
  const roles: [name: string, Operator][] = [];
  for (const role of Object.keys(BUILT_IN_ROLES))
    await madeOf(operator, `${role}-over`, { role, groups }).then(
      (made) => roles.push([role, made]),
      (error: Error) => wide.push(`${role}: ${/not-over-groups/.test(error.message)}`),
    );
  assert.deepEqual(wide, ["publisher: true", "admin: true"]);
  const wrong: string[] = [];
  for (const route of await routesOf(server.url)) {
    if (route.access === "anybody" || route.access === "signed-in") continue;
    const permission = route.access as Permission;
    const becomes = overGroups(permission);
    if (route.knowsGroups && becomes !== "narrowed") wrong.push(`${route.id} knows groups, and ${permission} has none`);
    for (const [role, { token }] of roles) {
      const holds = (BUILT_IN_ROLES[role as "viewer"].permissions as readonly string[]).includes(permission);
      const { status, detail } = await ask(server.url, route, token);
      const [code = ""] = detail.split(":");
      const expected =
        !holds || becomes === "left-out" || becomes === "refused"
          ? "permission-missing"
          : becomes === "narrowed" && !route.knowsGroups
            ? "all-devices-only"
            : "let in";
      const got = ["permission-missing", "all-devices-only"].includes(code) ? code : status === 401 ? "401" : "let in";
      if (got !== expected) wrong.push(`${route.id} as ${role}: ${got} and not ${expected}: ${detail}`);
      if (code === "all-devices-only" && !/, which token:.* has over group tills$/.test(detail)) wrong.push(detail);
    }
  }
  assert.deepEqual(wrong, []);
  for (const permission of PERMISSION_NAMES.filter((each) => overGroups(each) === "refused"))
    await assert.rejects(
      madeOf(operator, "wide", { permissions: ["device.read", permission], groups }),
      new RegExp(`not-over-groups.*it holds ${permission.replace(".", "\\.")}, by which every device is reached`),
    );
  await assert.rejects(
    madeOf(operator, "nothing", { permissions: ["package.read", "audit.read"], groups }),
    /not-over-groups.*it holds nothing that is of the devices of a group/,
  );
});

test("a role over groups: its devices are all that there are, and nobody gives more than they have", async (t) => {
  const { operator, enrol } = await boot(t, { secondFactor: "optional" });
  await operator.trust();
  const [mine, other] = [await enrol(WINDOWS[0]!), await enrol(LINUX[0]!)];
  const listed = await enrol(LINUX[1]!);
  await operator.send("PUT", "/api/v1/groups/windows", { query: "os:windows" });
  await operator.send("PUT", "/api/v1/groups/listed", { devices: [listed.deviceId] });
  await operator.send("PUT", "/api/v1/groups/others", { devices: [other.deviceId] });
  const ann = await person(operator, "ann", { role: "viewer", groups: ["windows", "listed"] });
  const names = async (path: string) => (await ann.get<Page<DeviceRow>>(path)).items.map(({ id }) => id).sort();

  assert.deepEqual(await names("/api/v1/devices"), [mine.deviceId, listed.deviceId].sort());
  assert.deepEqual(await names("/api/v1/devices?query=not%20os:windows"), [listed.deviceId]);
  assert.deepEqual(await names("/api/v1/devices?os=linux&limit=1"), [listed.deviceId]);
  assert.deepEqual(await names("/api/v1/devices?query=group:windows"), [mine.deviceId]);
  // A group of others is not there: neither by itself nor by what it would tell of one's own devices.
  for (const query of ["group:others", "not%20group:others", "group:nowhere"])
    await assert.rejects(
      ann.get(`/api/v1/devices?query=${query}`),
      /query-invalid.*there is no group "(others|nowhere)"\. There are listed, windows/,
    );
  const { items: groups } = await ann.get<Page<GroupRow>>("/api/v1/groups");
  assert.deepEqual(
    groups.map(({ name }) => name),
    ["listed", "windows"],
  );
  const me = await ann.get<Me>("/api/v1/me");
  assert.ok(me.permissions.includes("device.read") && !me.permissions.includes("audit.read"));
  assert.deepEqual(
    me.bounds.map(({ permission, groups: over }) => `${permission} ${over}`),
    ["device.read", "group.read", "task.read"].map((permission) => `${permission} listed,windows`),
  );

  // As things are at each moment.
  const late = await enrol(WINDOWS[1]!);
  assert.ok((await names("/api/v1/devices")).includes(late.deviceId));
  await operator.post("/api/v1/groups/listed/remove", { targets: { deviceIds: [listed.deviceId] } });
  await assert.rejects(ann.get(`/api/v1/devices/${listed.deviceId}`), /not-found/);

  // What she makes is bound as she is; over more than she has she makes nothing.
  await assert.rejects(
    madeOf(ann, "more", { role: "viewer", groups: ["others"] }),
    /permission-missing.*lacks device\.read, group\.read, task\.read/,
  );
  const lent = await madeOf(ann, "lent", { permissions: ["device.read"] });
  assert.equal((await lent.get<Page<DeviceRow>>("/api/v1/devices")).items.length, 2);
  const less = await madeOf(ann, "less", { permissions: ["device.read", "token.write"], groups: ["listed"] });
  assert.deepEqual((await less.get<Page<DeviceRow>>("/api/v1/devices")).items, []);
  const [tills, admin] = [["windows"], await madeOf(operator, "second", { role: "admin" })];
  const bound = await madeOf(admin, "bound", { role: "operator", groups: tills });
  const child = await madeOf(bound, "child", { permissions: ["device.read"] });
  assert.equal((await child.get<Page<DeviceRow>>("/api/v1/devices")).items.length, 2, "bound with what it was made by");
  await assert.rejects(
    madeOf(bound, "wider", { permissions: ["device.read"], groups: ["listed"] }),
    /lacks device\.read/,
  );

  // A giver who has less gives less: over all devices, or over others' groups, not at all.
  const all = PERMISSION_NAMES.filter((each) => each !== "task.approve");
  await operator.send("PUT", "/api/v1/roles/nearly-all", { permissions: all });
  await operator.send("PUT", "/api/v1/roles/agrees", { permissions: ["task.approve"] });
  const giver = await person(operator, "gil", "nearly-all", { role: "agrees", groups: ["windows"] });
  const give = (by: Operator, roles: object[]) => by.send<OperatorRow>("PUT", "/api/v1/operators/ann/roles", { roles });
  for (const over of [{}, { groups: ["others"] }, { groups: ["others", "windows"] }])
    await assert.rejects(give(giver, [{ role: "agrees", ...over }]), /permission-missing.*agrees holds task\.approve/);
  await give(giver, [{ role: "agrees", groups: ["windows"] }]);
  await assert.rejects(give(operator, [{ role: "viewer", groups: ["nowhere"] }]), /not-found.*group nowhere/);
  const after = await give(operator, [{ role: "viewer", groups: ["windows", "others"] }, { role: "approver" }]);
  assert.deepEqual(after.roles, [{ role: "approver" }, { role: "viewer", groups: ["others", "windows"] }]);
  const trail = await operator.get<Page<AuditEvent>>("/api/v1/audit?what=operator.roles-changed&limit=5");
  assert.deepEqual(trail.items[0]!.detail, {
    before: "agrees:windows",
    after: "approver viewer:others,windows",
    by: "hand",
  });
  assert.equal(
    (await ann.get<Page<DeviceRow>>("/api/v1/devices")).items.length,
    4,
    "what is over all devices is over all",
  );

  // A group that somebody is bound to stays: another one of its name would be theirs.
  await assert.rejects(operator.send("DELETE", "/api/v1/groups/windows"), /group-in-use.*operator ann/);
  const { usedBy } = await operator.get<GroupDetail>("/api/v1/groups/windows");
  assert.deepEqual(usedBy, ["operator ann", "operator gil", "API token bound", "API token child"]);
});

test("whoever is bound to groups does not decide who is in them", async (t) => {
  const { operator, enrol } = await boot(t, { secondFactor: "optional" });
  await operator.trust();
  const [mine, other] = [await enrol(WINDOWS[0]!), await enrol(LINUX[0]!)];
  await operator.send("PUT", "/api/v1/groups/tills", { query: "tag:till" });
  await operator.send("PUT", "/api/v1/groups/kiosks", { query: "tag:kiosk or attr.use:kiosk" });
  const tag = (by: Operator, deviceId: string, more: object) =>
    by.post("/api/v1/devices/tags", { targets: { deviceIds: [deviceId] }, ...more });
  await tag(operator, mine.deviceId, { add: ["till"] });
  // May note things on all devices, and look at those of one group: a tag must not be what opens the others.
  await operator.send("PUT", "/api/v1/roles/notes", { permissions: ["device.write", "group.write", "token.write"] });
  const ann = await person(operator, "ann", "notes", { role: "viewer", groups: ["tills"] });
  await person(operator, "ben", { role: "viewer", groups: ["kiosks"] });
  const pawn = await madeOf(ann, "pawn", { permissions: ["device.write"] });
  for (const by of [ann, pawn]) {
    await assert.rejects(tag(by, other.deviceId, { add: ["till"] }), /moves-devices.*one device would come into/);
    await assert.rejects(tag(by, mine.deviceId, { remove: ["till"] }), /moves-devices/);
    await assert.rejects(tag(by, mine.deviceId, { add: ["kiosk"] }), /moves-devices.*a group of others/);
    const attributes = { targets: { deviceIds: [mine.deviceId] }, set: { use: "kiosk" } };
    await assert.rejects(by.post("/api/v1/devices/attributes", attributes), /moves-devices/);
    await tag(by, mine.deviceId, { add: ["spare"] });
    await tag(by, mine.deviceId, { remove: ["spare"] });
  }
  for (const query of ["all", "tag:till or tag:kiosk"])
    await assert.rejects(
      ann.send("PUT", "/api/v1/groups/tills", { query }),
      /permission-missing.*group\.write .*whoever is bound to groups has it by no role/,
    );
  await assert.rejects(
    madeOf(ann, "groups", { permissions: ["group.write"] }).then((by) => by.send("DELETE", "/api/v1/groups/tills")),
    /permission-missing/,
  );
  await tag(operator, other.deviceId, { add: ["till"] });
  assert.equal((await ann.get<Page<DeviceRow>>("/api/v1/devices")).items.length, 2, "an admin does decide");
});
