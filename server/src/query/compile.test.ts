import assert from "node:assert/strict";
import { test } from "node:test";
import type { QueryContext, QueryDevice } from "@shoal/core/query/device";
import { evaluate } from "@shoal/core/query/evaluate";
import { anyDevice, anyQuery, GROUPS, NOW_MS, STALE_AFTER_MS } from "@shoal/core/query/fixture";
import { formatQuery } from "@shoal/core/query/format";
import { parseQuery } from "@shoal/core/query/parse";
import type { Query } from "@shoal/core/query/query";
import type { Inventory } from "@shoal/protocol/device/platform";
import { LIMITS } from "@shoal/protocol/limits";
import fc from "fast-check";
import { openDatabase } from "../db/open.ts";
import type { Db } from "../db/schema.ts";
import { writeAttributes } from "../device/labels.ts";
import { deviceStore } from "../device/store.ts";
import { compileQuery } from "./compile.ts";

/** What settings call the site of those that have this set. */
const SITES: Record<string, string> = { Tills: "Berlin", offices: "" };

interface World {
  devices: QueryDevice[];
  members: boolean[];
  second: Query;
  third: Query;
  queries: Query[];
}

const world: fc.Arbitrary<World> = fc.record({
  devices: fc.array(anyDevice(), { minLength: 1, maxLength: 8 }).map((devices) =>
    devices.map((device, at) => {
      const site = device.setting && SITES[device.setting];
      return { ...device, id: `d-${at}`, ...(site ? { site } : {}) };
    }),
  ),
  members: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  second: anyQuery(["first"]),
  third: anyQuery(["first", "second"]),
  queries: fc.array(anyQuery(), { minLength: 1, maxLength: 20 }),
});

test("what the database finds is what core finds, for any query of any fleet", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  await db.insertInto("setting_sets").values(Object.entries(SITES).map(settingSet)).execute();
  let [asked, found] = [0, 0];
  await fc.assert(
    fc.asyncProperty(world, async ({ devices, members, second, third, queries }) => {
      await fill(db, devices, { members, second, third });
      const queryOf: Record<string, Query | undefined> = { second, third };
      const context: QueryContext = {
        staleAfterMs: STALE_AFTER_MS,
        isInGroup: (name, device) =>
          queryOf[name] ? evaluate(queryOf[name], device, NOW_MS, context) : members[Number(device.id.slice(2))]!,
      };
      for (const query of queries) {
        const expected = devices.filter((device) => evaluate(query, device, NOW_MS, context)).map(({ id }) => id);
        asked += devices.length;
        found += expected.length;
        assert.deepEqual(await ask(db, query, devices), expected, formatQuery(query));
      }
    }),
    { numRuns: 80 },
  );
  // A world in which nothing is ever found, or everything, would hold nothing together.
  assert.ok(found > asked / 5 && found < (asked * 4) / 5, `${found} of ${asked}`);
});

test("what chance asks seldom", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  await db.insertInto("setting_sets").values(Object.entries(SITES).map(settingSet)).execute();
  const [some] = fc.sample(anyDevice(), { numRuns: 1, seed: 1 });
  const { firstSeenMs: _first, retiredMs: _retired, setting: _setting, site: _site, ...plain } = some!;
  const device = (at: number, more: Partial<QueryDevice>): QueryDevice => ({
    ...{ ...plain, id: `d-${at}`, name: "till-07", online: false, addresses: [], lastSeenMs: NOW_MS, ...more },
  });
  const devices = [
    device(0, { name: "TILL-08", addresses: ["10.20.1.130/24"], firstSeenMs: 5, setting: "offices" }),
    device(1, { retiredMs: 7, addresses: ["10.20.1.5/24"] }),
    device(2, { firstSeenMs: 5, setting: "Tills", site: "Berlin" }),
  ];
  await fill(db, devices, { members: [], second: { kind: "all" }, third: { kind: "all" } });
  const context: QueryContext = { staleAfterMs: STALE_AFTER_MS, isInGroup: () => false };
  for (const [text, found] of [
    ["is:new", []],
    ["is:retired", ["d-1"]],
    ["name:TILL-08", ["d-0"]],
    ["name:till-08", ["d-0"]],
    ["subnet:10.20.1.128/25", ["d-0"]],
    ["site:*", ["d-2"]],
  ] as const) {
    const parsed = parseQuery(text);
    assert.ok(parsed.ok, text);
    const core = devices.filter((each) => evaluate(parsed.query, each, NOW_MS, context)).map(({ id }) => id);
    assert.deepEqual([core, await ask(db, parsed.query, devices)], [found, found], text);
  }
});

test("whatever is typed is a parameter", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  const [some] = fc.sample(anyDevice(), { numRuns: 1, seed: 1 });
  await deviceStore(db, () => false).add(enrolled({ ...some!, name: "x' or 1=1 --" }));
  for (const [text, count] of [
    [`"x' or 1=1 --"`, 1],
    [`name:"' or 1=1 --"`, 0],
    [`tag:"') or (1=1"`, 0],
    [`attr."x":y`, -1],
    [`fact.os.name:"'; drop table devices; --"`, 0],
    [`installed:"x'",y=1`, 0],
  ] as const) {
    const parsed = parseQuery(text);
    assert.equal(parsed.ok, count >= 0, text);
    if (parsed.ok) assert.equal((await ask(db, parsed.query, [])).length, count, text);
  }
});

test("a group that is not there is pointed at, also from inside of another", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  const put = (name: string, query: string) => db.insertInto("groups").values(groupRow(name, query)).execute();
  await put("shops", "tag:till group:berlin");
  const refusal = async (text: string) => {
    const parsed = parseQuery(text);
    const compiled = parsed.ok ? await compileQuery(db, parsed.query, { nowMs: 0, online: () => [] }) : parsed;
    return compiled.ok ? "compiled" : `${compiled.error.column}: ${compiled.error.message}. ${compiled.error.hint}`;
  };
  assert.equal(await refusal("os:linux group:shop"), `16: there is no group "shop". Did you mean group:shops?`);
  assert.match(await refusal("os:linux not group:shops"), /^20: there is no group "berlin". There are shops$/);
  await put("berlin", "os:linux");
  assert.equal(await refusal("os:linux not group:shops"), "compiled");
  // Each doubles the one before it.
  const names = ["shops", ...Array.from({ length: 9 }, (_, at) => `level-${at}`)];
  for (const [at, name] of names.slice(1).entries()) await put(name, `group:${names[at]} or group:${names[at]}`);
  assert.match(await refusal(`group:${names.at(-1)}`), new RegExp(`and ${LIMITS.queryTermsWithGroups} is the limit`));
  assert.equal(await refusal(`group:${names[5]}`), "compiled");
});

async function ask(db: Db, query: Query, devices: readonly QueryDevice[]): Promise<string[]> {
  const online = devices.filter((device) => device.online).map(({ id }) => id);
  const compiled = await compileQuery(db, query, { nowMs: NOW_MS, online: () => online });
  assert.ok(compiled.ok, compiled.ok ? "" : compiled.error.message);
  const rows = await db.selectFrom("devices").select("id").where(compiled.condition).orderBy("number").execute();
  return rows.map(({ id }) => id);
}

async function fill(
  db: Db,
  devices: readonly QueryDevice[],
  groups: Pick<World, "members" | "second" | "third">,
): Promise<void> {
  for (const table of [
    "devices",
    "device_tags",
    "device_attributes",
    "device_facts",
    "device_addresses",
    "device_releases",
    "groups",
    "group_members",
  ] as const)
    await db.deleteFrom(table).execute();
  const store = deviceStore(db, () => false);
  for (const [at, device] of devices.entries()) {
    await store.add(enrolled(device));
    const { id, lastSeenMs, firstSeenMs = null, retiredMs = null, setting = null } = device;
    const { number: device_number } = await db
      .updateTable("devices")
      .set({ last_seen_ms: lastSeenMs, first_seen_ms: firstSeenMs, retired_ms: retiredMs, setting_set: setting })
      .where("id", "=", id)
      .returning("number")
      .executeTakeFirstOrThrow();
    if (groups.members[at])
      await db.insertInto("group_members").values({ group_name: GROUPS[0], device_number }).execute();
    for (const tag of device.tags) await db.insertInto("device_tags").values({ device_number, tag }).execute();
    await writeAttributes(db, [device_number], device.attributes);
    const owned = new Map(device.releases.map((release) => [release.package, release.version]));
    for (const name of new Set([...owned.keys(), ...device.failed]))
      await db
        .insertInto("device_releases")
        .values({
          device_number,
          package: name,
          version: owned.get(name) ?? null,
          failed_ms: device.failed.includes(name) ? 1 : null,
        })
        .execute();
  }
  const [first, second, third] = GROUPS;
  await db
    .insertInto("groups")
    .values([groupRow(first), groupRow(second, formatQuery(groups.second)), groupRow(third, formatQuery(groups.third))])
    .execute();
}

function enrolled(device: QueryDevice) {
  const { os, osVersion, distribution, arch, bitness, formFactor } = device;
  const inventory = {
    platform: { os, osVersion, distribution, arch, bitness, formFactor },
    hostname: device.hostname,
    agentVersion: device.agentVersion,
    memoryBytes: device.memoryBytes,
    cpuCount: device.cpuCount,
    diskFreeBytes: device.diskFreeBytes,
    links: [{ name: "eth0", kind: "wired", addresses: device.addresses, gateways: [] }],
    facts: Object.fromEntries(Object.entries(device.facts).map(([name, value]) => [name, { value, source: "test" }])),
  } as unknown as Inventory;
  return {
    id: device.id,
    name: device.name,
    keyDigest: device.id,
    inventory,
    inventoryDigest: "x",
    nowMs: device.enrolledMs,
  };
}

function groupRow(name: string, query: string | null = null) {
  return { name, description: "", query, version: 1, created_ms: 0, created_by: "", updated_ms: 0, updated_by: "" };
}

function settingSet([name, siteName]: [string, string]) {
  const body = JSON.stringify(siteName === "" ? {} : { siteName });
  return {
    name,
    description: "",
    body,
    digest: "",
    version: 1,
    created_ms: 0,
    created_by: "",
    updated_ms: 0,
    updated_by: "",
  };
}
