import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { SessionPartRow, SessionTree } from "@shoal/protocol/api/session";
import { run, settled } from "../agent/scene.ts";
import { shoalFor } from "../cli/shoal.ts";
import type { Booted } from "../server/booted.ts";
import { AND_SLOWLY, MIB, partsOf, SETTINGS, scene, skip, sum, TOGETHER, treeOf } from "./scene.ts";

async function treeWhen(booted: Booted, taskId: string, isSo: (tree: SessionTree) => boolean): Promise<SessionTree> {
  for (let waited = 0; ; waited++) {
    const tree = await treeOf(booted, taskId);
    if (isSo(tree)) return tree;
    if (waited > 300) assert.fail(`it does not come: ${JSON.stringify(tree.totals)}`);
    await sleep(100);
  }
}
test("the tree has what the origin has served: one copy a subnet, who led, who was late, what was lost and repaired", {
  skip,
}, async (t) => {
  const sizeBytes = 8 * MIB + 4321;
  const names = [
    ["a1", "a2", "~a3"],
    ["b1", "b2"],
  ];
  const booted = await scene(t, names, sizeBytes);
  const { operator, fleet, served, passed } = booted;
  await operator.send("PUT", "/api/v1/setting-sets/kiel", { values: { siteName: "Kiel" } });
  await operator.post("/api/v1/setting-sets/kiel/assign", { targets: { deviceIds: ["a1", "a2", "a3"] } });
  await fleet.members.get("a3")!.agent.stop();
  const taskId = await run(booted, { settings: AND_SLOWLY });
  await passed(0.6 * (sizeBytes / 1408));
  await fleet.reboot("a3");
  const actions = await settled(booted, taskId);

  // Who leads casts on when its own fetch is over, and tells of it afterwards.
  const { totals, sites } = await treeWhen(booted, taskId, ({ totals: { paritySent } }) => paritySent > 0);
  assert.equal(totals.wanBytes, await served());
  assert.deepEqual([totals.wanBytes, totals.copyBytes], [2 * sizeBytes, sizeBytes]);
  assert.deepEqual([totals.devices, totals.sessions], [5, 2]);
  assert.equal(sum(Object.values(totals.bytes)), 5 * sizeBytes);
  assert.deepEqual(
    sites.map(({ site, subnets }) => [
      site,
      subnets.map(({ subnet, totals: of }) => [subnet, of.devices, of.wanBytes]),
    ]),
    [
      ["Kiel", [["127.77.0.0/24", 3, sizeBytes]]],
      [undefined, [["127.78.0.0/24", 2, sizeBytes]]],
    ],
  );
  for (const { subnets } of sites)
    for (const { sessions } of subnets) {
      assert.deepEqual(
        sessions.map(({ file, patch }) => [file, patch]),
        [["reader.msi", false]],
      );
      const led = sessions[0]!.representatives;
      assert.equal(sum(led.map(({ wanBytes }) => wanBytes)), sizeBytes);
      for (const { device, wanBytes } of led) assert.equal(wanBytes, actions.get(device)!.bytes.origin);
    }

  const parts = await partsOf(booted, taskId);
  for (const { device, bytes } of parts) {
    const action = actions.get(device)!.bytes;
    const { repair, multicast, ...rest } = bytes;
    const { cache, peer, site, origin, push } = action;
    assert.deepEqual(
      [{ ...rest, multicast: multicast + repair }],
      [{ cache, peer, site, origin, push, multicast: action.multicast }],
    );
  }
  const late = parts.find(({ device }) => device === "a3")!;
  assert.deepEqual([late.late, late.led], [true, false]);
  assert.ok(late.bytes.multicast > 0, "it keeps what flows by");
  // Whoever gave it what had passed before says itself where it gives, and has a name by that.
  assert.ok(late.bytes.peer > 0, "what had passed before");
  assert.equal(sum(late.peers.map((each) => each.bytes)), late.bytes.peer);
  for (const { device, deviceId } of late.peers)
    assert.ok(
      parts.some((part) => ["a1", "a2"].includes(part.device) && part.deviceId === deviceId),
      device,
    );
  assert.equal(totals.lateJoiners, parts.filter((part) => part.late).length);
  assert.ok(totals.bytes.repair > 0 && totals.parityReceived > 0, JSON.stringify(totals));
  const share = totals.datagramsLost / (totals.datagramsHeard + totals.datagramsLost);
  assert.ok(share > 0.005 && share < 0.06, `${share} is about what was lost`);
});

test("shoal draws it, and gives all of it as JSON", { skip }, async (t) => {
  const sizeBytes = 5 * MIB;
  const booted = await scene(t, [["a1", "~a2"], ["b1"]], sizeBytes);
  const { server } = booted;
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  const taskId = await run(booted, { settings: SETTINGS });
  await settled(booted, taskId);
  const tree = await shoal("session", "tree", taskId);
  assert.equal(tree.code, 0, tree.stderr);
  const [head, ...lines] = tree.stdout.split("\n");
  assert.match(head!, /^WHERE +ROLE +BYTES BY SOURCE +WAN +CAST +LOST$/);
  assert.match(lines[0]!, /^task 1 +3 devices.* origin 10\.5 MB.* 2\.00 ×/);
  assert.match(lines[1]!, /^├─ 127\.77\.0\.0\/24 {2}reader\.msi \([0-9a-f]{8}\) +2 devices.* 1\.00 ×/);
  assert.match(lines[2]!, /^│ {2}├─ a1 +leading +origin 5\.24 MB/);
  assert.match(lines[3]!, /^│ {2}└─ a2 +holder.* +(multicast|peer) /);
  assert.match(lines[4]!, /^└─ 127\.78\.0\.0\/24 {2}reader\.msi .* 1 device /);
  assert.match(
    tree.stdout,
    /\n\nWAN 2\.00 copies of 5\.24 MB, 1\.00 for each of 2 subnets; 2 sessions, 2 representatives/,
  );
  assert.match((await shoal("session", "tree", taskId, "--members", "0")).stdout, /│ {2}└─ … 2 more\n/);
  assert.equal((await shoal("session", "tree", taskId, "--members", "x")).code, 2);
  assert.equal((await shoal("session", "tree", "99")).code, 1);
  const json = await shoal.json<SessionTree & { parts: SessionPartRow[] }>("session", "tree", taskId);
  assert.deepEqual([json.totals.wanBytes, json.sites[0]!.subnets.length, json.parts.length], [2 * sizeBytes, 2, 3]);
});

test("an agent that was stopped on the way goes on as a second part, and every byte keeps its source", {
  skip,
}, async (t) => {
  const sizeBytes = 6 * MIB;
  const booted = await scene(t, [["wired", "~wifi"]], sizeBytes);
  const { fleet, served, passed } = booted;
  const taskId = await run(booted, { settings: AND_SLOWLY });
  await passed(0.4 * (sizeBytes / 1408));
  await fleet.reboot("wifi");
  const actions = await settled(booted, taskId);
  const { totals } = await treeOf(booted, taskId);
  assert.equal(totals.wanBytes, await served());
  assert.equal(totals.wanBytes, sizeBytes);
  assert.deepEqual(actions.get("wifi")!.bytes.origin, 0, "what was here before came by the cast");
  const parts = (await partsOf(booted, taskId)).filter(({ device }) => device === "wifi");
  assert.equal(parts.length, 2);
  for (const { bytes } of parts) assert.ok(bytes.multicast > 0);
  assert.deepEqual(
    parts.map(({ late }) => late),
    [false, true],
  );
  assert.equal(sum(parts.flatMap(({ bytes }) => Object.values(bytes))), sizeBytes);
});

test("who takes part in no session is in the tree too, and what was here already counts as cache", {
  skip,
}, async (t) => {
  const sizeBytes = 5 * MIB;
  const booted = await scene(t, [["holder", "member"]], sizeBytes);
  const first = await run(booted, {
    settings: { ...SETTINGS, sources: ["cache", "origin"] },
    targets: { deviceIds: ["holder"] },
  });
  await settled(booted, first);
  const alone = await treeOf(booted, first);
  assert.deepEqual([alone.totals.wanBytes, alone.totals.copyBytes, alone.totals.sessions], [sizeBytes, sizeBytes, 0]);
  assert.deepEqual(
    alone.sites.map(({ subnets }) => subnets.map(({ subnet, sessions }) => [subnet, sessions.length])),
    [[[undefined, 0]]],
  );

  const { fleet, served } = booted;
  for (const { host } of fleet.members.values()) host.installed.clear();
  const second = await run(booted, { settings: SETTINGS });
  await settled(booted, second);
  const { totals } = await treeOf(booted, second);
  // What the server has sent may be more: a request that is ended has bytes on the way.
  assert.ok(totals.wanBytes <= (await served()) - sizeBytes);
  assert.deepEqual([totals.copyBytes, totals.sessions, totals.devices], [sizeBytes, 1, 2]);
  assert.deepEqual([totals.bytes.cache, sum(Object.values(totals.bytes))], [sizeBytes, 2 * sizeBytes]);
});

test("whoever looks at a subnet sees what comes in there, long before it is whole", { skip }, async (t) => {
  const sizeBytes = 5 * MIB;
  const booted = await scene(t, [["wired", "~wifi"]], sizeBytes);
  const { operator } = booted;
  // It is asked every five seconds, and that several times meanwhile.
  const taskId = await run(booted, { settings: { ...TOGETHER, multicastRateBytesPerSecond: 350_000 } });
  const path = `/api/v1/tasks/${taskId}/sessions/parts?subnet=127.77.0.0/24`;
  const seen: number[] = [];
  const isOver = settled(booted, taskId).then(() => true);
  while (!(await Promise.race([isOver, sleep(200, false)]))) {
    const { items } = await operator.get<{ items: SessionPartRow[] }>(path);
    seen.push(sum(items.filter(({ device }) => device === "wifi").flatMap(({ bytes }) => Object.values(bytes))));
  }
  assert.ok(
    seen.some((bytes) => bytes > 0 && bytes < sizeBytes),
    JSON.stringify(seen),
  );
});
