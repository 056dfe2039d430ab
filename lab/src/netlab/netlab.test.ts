import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { BytesBySource } from "@shoal/protocol/action/report";
import { type NetlabShape, netlabMissing } from "./netlab.ts";
import { leadersAt } from "./roles.ts";
import { runScenario } from "./run-scenario.ts";
import type { ScenarioOptions, ScenarioResult } from "./scenario.ts";

const missing = netlabMissing();
const skip = missing ?? false;
const MIB = 1024 * 1024;

let logFolder: string;
before(() => {
  logFolder = mkdtempSync(join(tmpdir(), "shoal-netlab-logs-"));
});
after(() => rmSync(logFolder, { recursive: true, force: true }));

/** Four hosts a subnet, 20 Mbit/s of WAN, 40 of LAN, 1 % loss, and no start delay, unless it is said otherwise. */
async function run(options: Partial<Omit<ScenarioOptions, "shape"> & NetlabShape>) {
  const { subnets = 1, lossPercent = 1, ipv6 = false, ...rest } = options;
  return await runScenario({
    shape: { subnets, hosts: 4, wanMbit: 20, lanMbit: 40, lossPercent, ipv6 },
    sizeBytes: 8 * MIB,
    settings: { multicastStartDelayMs: 0, multicastRateBytesPerSecond: 4_500_000 },
    events: [],
    late: [],
    logFolder,
    timeoutMs: 60_000,
    // What is counted here does not depend on how calm the machine is.
    settleMs: 0,
    ...rest,
  });
}

/** Every host but these has the content, installed. */
function allSucceeded({ hosts }: ScenarioResult, but: readonly string[] = []): void {
  const left = hosts.filter(({ host, state }) => state !== "succeeded" && !but.includes(host));
  assert.deepEqual(left, []);
}

/** Bytes that the server's line has carried, in sizes of the content. */
const copies = ({ counters }: ScenarioResult, sizeBytes = 8 * MIB) => counters.wan.down_bytes / sizeBytes;
const sum = ({ hosts }: ScenarioResult, source: keyof BytesBySource) =>
  hosts.reduce((all, { bytes }) => all + bytes[source], 0);
const originBytes = (result: ScenarioResult) => sum(result, "origin");

test("each of two subnets fetches one copy, and a late joiner gets the rest inside its own", { skip }, async () => {
  const sizeBytes = 12 * MIB;
  const result = await run({ subnets: 2, sizeBytes, late: [{ host: "s1.h3", at: { copies: 0.2 } }] });
  allSucceeded(result);
  assert.equal(originBytes(result), 2 * sizeBytes);
  assert.ok(copies(result, sizeBytes) < 2.25, `${copies(result, sizeBytes)} copies with all heads`);
  const late = result.hosts.find(({ host }) => host === "s1.h3")!;
  assert.ok(late.bytes.multicast > 0, "it keeps what flows by");
  assert.equal(late.bytes.multicast + late.bytes.peer, sizeBytes);
  for (const { bytes } of result.hosts) if (bytes.origin === 0) assert.ok(bytes.multicast + bytes.peer === sizeBytes);

  // The server's sums are what its line has carried, but for the heads.
  const { totals, sites } = result.tree;
  assert.deepEqual([totals.wanBytes, totals.copyBytes, totals.sessions], [2 * sizeBytes, sizeBytes, 2]);
  assert.ok(
    result.counters.wan.down_bytes > totals.wanBytes && result.counters.wan.down_bytes < 1.13 * totals.wanBytes,
  );
  assert.equal(
    Object.values(totals.bytes).reduce((sum, bytes) => sum + bytes, 0),
    8 * sizeBytes,
  );
  assert.deepEqual(
    sites.flatMap(({ subnets }) => subnets.map(({ totals: of }) => [of.devices, of.wanBytes, of.copyBytes])),
    [
      [4, sizeBytes, sizeBytes],
      [4, sizeBytes, sizeBytes],
    ],
  );
  const part = result.parts.find(({ device }) => device === "s1.h3")!;
  assert.ok(part.late && part.subnet === result.parts.find(({ device }) => device === "s1.h1")!.subnet);
});

test("a representative is killed, and another goes on from what the subnet holds", { skip }, async () => {
  const result = await run({ events: [{ at: { copies: 0.4 }, what: "kill-leader" }] });
  const alive = result.hosts.filter(({ state }) => state === "succeeded");
  assert.equal(alive.length, 3);
  // What the killed one had on its way is lost with it.
  assert.ok(copies(result) < 1.3, `${copies(result)} copies with all heads`);
});

test("a device that is cut off comes back to the others", { skip }, async () => {
  const result = await run({
    events: [
      { at: { copies: 0.2 }, what: "partition", node: "s1.h2" },
      { at: { copies: 0.2, thenMs: 5000 }, what: "heal", node: "s1.h2" },
    ],
  });
  allSucceeded(result);
  assert.ok(copies(result) < 1.5, `${copies(result)} copies with all heads`);
});

test("two halves of a split subnet each go on, and merge when it is healed", { skip }, async () => {
  const sizeBytes = 16 * MIB;
  const halves = [
    ["s1.h1", "s1.h2"],
    ["s1.h3", "s1.h4"],
  ] as const;
  const result = await run({
    sizeBytes,
    events: [
      { at: { copies: 0.3 }, what: "split", subnet: "s1", hosts: halves[0] },
      { at: { copies: 0.3, thenMs: 4000 }, what: "unite", subnet: "s1" },
    ],
  });
  allSucceeded(result);
  // The half that cannot reach what the other one fetches is told to fetch something else.
  assert.ok(copies(result, sizeBytes) < 1.3, `${copies(result, sizeBytes)} copies with all heads`);
  const { roles, acted } = result;
  const unitedMs = acted.find(({ what }) => what === "unite")!.atMs;
  const led = leadersAt(roles, unitedMs);
  const ledIn = halves.map((half) => half.filter((host) => led.includes(host)).length);
  assert.deepEqual(ledIn, [1, 1], `${led} led`);
  for (const host of led) assert.ok(result.hosts.find((each) => each.host === host)!.bytes.origin > 0, host);
  const gaveWay = roles.filter(({ host, atMs, role }) => led.includes(host) && atMs > unitedMs && role === "following");
  assert.equal(gaveWay.length, 1, JSON.stringify(roles));
  assert.equal(leadersAt(roles, Number.POSITIVE_INFINITY).length, 1);
});

test("what is pushed to one is cast; a switch stops to pass it, and the rest comes by unicast", { skip }, async () => {
  const events = [{ at: { copies: 0.3 }, what: "igmp", node: "s1", mode: "blackhole" }] as const;
  const result = await run({ delivery: "push", events: [...events] });
  allSucceeded(result);
  assert.ok(sum(result, "multicast") > 0.5 * 8 * MIB, `${sum(result, "multicast")} bytes by the cast`);
  assert.ok(sum(result, "push") > 0.5 * 8 * MIB, `${sum(result, "push")} bytes pushed`);
  const served = sum(result, "push") + sum(result, "origin");
  assert.ok(served <= 1.3 * 8 * MIB, `${served} bytes of the server`);
});

test("an access point casts more slowly than the server sends: that is left for unicast", { skip }, async () => {
  const sizeBytes = 10 * MIB;
  const events = [{ at: { copies: 0 }, what: "wifi", node: "s1", multicastMbit: 6 }] as const;
  const result = await run({ sizeBytes, events: [...events] });
  allSucceeded(result);
  assert.ok(sum(result, "peer") > sizeBytes, `${sum(result, "peer")} of ${3 * sizeBytes} bytes of peers`);
  assert.ok(copies(result, sizeBytes) < 1.2, `${copies(result, sizeBytes)} copies with all heads`);
});

test("one behind a slow line is left to its peers, and does not hold the others up", { skip }, async () => {
  const sizeBytes = 24 * MIB;
  const result = await run({
    sizeBytes,
    holders: ["s1.h1"],
    events: [{ at: { copies: 0 }, what: "rate", node: "s1.h4", mbit: 12 }],
  });
  allSucceeded(result);
  const [quick, other, slow] = ["s1.h2", "s1.h3", "s1.h4"].map((name) =>
    result.hosts.find(({ host }) => host === name),
  );
  const { session } = result.roles.findLast(({ host }) => host === "s1.h4")!;
  const roles = result.roles.filter((each) => each.host === "s1.h4" && each.session === session);
  assert.ok(
    roles.some(({ role }) => role === "alone"),
    JSON.stringify(roles),
  );
  assert.ok(slow!.bytes.peer > 0 && slow!.bytes.multicast > 0, JSON.stringify(slow));
  for (const { bytes, fetchedMs } of [quick!, other!]) {
    assert.ok(bytes.multicast > 0.9 * sizeBytes, JSON.stringify(bytes));
    assert.ok(1.3 * fetchedMs! < slow!.fetchedMs!, `${fetchedMs} ms beside ${slow!.fetchedMs}`);
  }
  assert.equal(sum(result, "origin"), 0);
});

test("what a rotten disk casts is kept by nobody, reported, and fetched from elsewhere", { skip }, async () => {
  const sizeBytes = 4 * MIB;
  const result = await run({ sizeBytes, holders: ["s1.h1"], rotten: ["s1.h1"] });
  allSucceeded(result);
  assert.equal(originBytes(result), sizeBytes);
  assert.ok(
    result.refusals.some(({ detail }) => /s digest|another digest|does not match/.test(detail)),
    JSON.stringify(result.refusals),
  );
});

const near = { siteName: "lab", multicastStartDelayMs: 0, multicastRateBytesPerSecond: 4_500_000 };

test("subnets of one site take one copy together, each a part of it over the WAN", { skip }, async () => {
  const result = await run({ subnets: 2, sizeBytes: 16 * MIB, settings: near });
  allSucceeded(result);
  assert.ok(originBytes(result) <= 1.03 * 16 * MIB, `${originBytes(result)} bytes of the origin`);
  assert.ok(copies(result, 16 * MIB) < 1.12, `${copies(result, 16 * MIB)} copies with all heads`);
  for (const subnet of ["s1", "s2"]) {
    const of = result.hosts.filter(({ host }) => host.startsWith(subnet));
    const [origin, site] = [sum({ ...result, hosts: of }, "origin"), sum({ ...result, hosts: of }, "site")];
    assert.ok(origin > 2 * MIB && site > 2 * MIB, `${subnet}: ${origin} of the origin, ${site} of the other subnet`);
  }
});

test("a representative of a site is killed, and its part is fetched by others, all over IPv6", { skip }, async () => {
  const events = [{ at: { copies: 0.4 }, what: "kill-leader" }] as const;
  const result = await run({ ipv6: true, subnets: 2, settings: near, events: [...events] });
  const alive = result.hosts.filter(({ state }) => state === "succeeded");
  assert.equal(alive.length, 7);
  assert.ok(copies(result) < 1.5, `${copies(result)} copies with all heads`);
});

test("without multicast, devices of a subnet find each other by the server, and take one copy", { skip }, async () => {
  const result = await run({ settings: { multicast: false } });
  allSucceeded(result);
  assert.ok(originBytes(result) <= 1.1 * 8 * MIB, `${originBytes(result)} bytes of the origin`);
  assert.equal(sum(result, "peer") + originBytes(result), 4 * 8 * MIB);
});

if (missing) console.log(`left out: networks of namespaces; ${missing}`);
