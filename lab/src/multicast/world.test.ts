import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { World, type WorldOptions } from "./world.ts";

/** Everybody who is alive is complete, or it is said who is not, what it did, and which seed shows it. */
function allComplete(world: World, untilMs = 300_000): number {
  const endMs = world.run(untilMs);
  const left = world.unfinished.map((device) => ({
    index: device.index,
    have: device.have.size,
    role: device.machine.role,
    leader: device.machine.leader,
    roles: device.roles.slice(-6),
  }));
  assert.deepEqual(left, [], `seed ${world.options.seed}`);
  return endMs;
}

/** Pieces that were under way from two devices while it was not settled who leads come twice. */
function atMostOneCopyAnd(world: World, pieces: number): void {
  const more = (world.counts.originBytes - world.sizeBytes) / PIECE_BYTES;
  assert.ok(more <= pieces, `${more} pieces came twice, seed ${world.options.seed}`);
}

const SEEDS = 20;
/** What the model promises of all worlds, it promises of these too; and at their end everybody leaves. */
function seeds(what: string, options: Omit<WorldOptions, "seed">, body: (world: World) => void): void {
  test(what, () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = new World({ seed, ...options });
      body(world);
      world.model.judgeRest();
      world.end();
    }
  });
}

const few = { devices: 8, pieces: 12 };

seeds("without trouble one copy comes, and the cast ends with it", few, (world) => {
  const endMs = allComplete(world);
  const wanMs = (1000 * world.sizeBytes) / world.options.wanBytesPerSecond;
  assert.equal(world.copies, 1);
  assert.ok(endMs < wanMs + 600, `${endMs} ms for ${wanMs} ms of WAN, seed ${world.options.seed}`);
});

for (const loss of [0.01, 0.05, 0.15])
  seeds(`with ${loss * 100} % loss`, { ...few, loss, reorder: 0.02, duplicate: 0.01 }, (world) => {
    allComplete(world);
    atMostOneCopyAnd(world, 1);
  });

seeds("with losses in bursts of 20", { ...few, loss: 0.04, burst: 20 }, (world) => {
  allComplete(world);
  atMostOneCopyAnd(world, 2);
});

seeds(
  "late joiners get the rest by a second cast or from peers, not from the origin",
  { ...few, pieces: 20, loss: 0.02 },
  (world) => {
    for (let late = 0; late < 4; late++) world.add(300 + world.random() * 1500);
    world.add(8000);
    allComplete(world);
    atMostOneCopyAnd(world, 1);
  },
);

seeds(
  "representatives die, and others go on from what the subnet holds",
  { ...few, pieces: 30, loss: 0.02 },
  (world) => {
    for (const atMs of [900, 2600]) world.at(atMs, () => world.leading?.die());
    allComplete(world);
    atMostOneCopyAnd(world, 2);
  },
);

seeds(
  "the two halves of a split subnet go on, and merge when it is healed",
  { ...few, pieces: 80, loss: 0.01 },
  (world) => {
    world.at(1000, () => world.split(({ index }) => index % 2));
    world.at(5000, () => world.heal());
    const leading = () => world.devices.filter((device) => device.machine.role === "leading").length;
    let atOnce = 0;
    world.at(4900, () => {
      atOnce = leading();
    });
    allComplete(world);
    assert.equal(atOnce, 2, `seed ${world.options.seed}`);
    assert.ok(world.copies <= 1.9, `${world.copies} copies, seed ${world.options.seed}`);
    world.runAll(world.queue.nowMs + 5000);
    assert.ok(leading() <= 1, `${leading()} lead, seed ${world.options.seed}`);
  },
);

seeds("a representative that sleeps is replaced, and follows when it wakes", { ...few, pieces: 30 }, (world) => {
  world.at(1000, () => world.leading?.sleep(5000));
  allComplete(world);
  atMostOneCopyAnd(world, 2);
});

seeds("one that casts wrong bytes is found, reported and left alone", { ...few, devices: 6 }, (world) => {
  world.add(0, { suitability: 100, evil: true });
  allComplete(world);
  const evil = world.devices.at(-1)!;
  const led = evil.roles.some(({ role }) => role === "leading");
  if (led) assert.ok(world.counts.accusations >= 5, `${world.counts.accusations} said so, seed ${world.options.seed}`);
  assert.ok(world.copies <= 2.1, `${world.copies} copies, seed ${world.options.seed}`);
});

seeds("where multicast is blocked everybody gets it all the same", { ...few, devices: 4, pieces: 6 }, (world) => {
  world.isMulticastBlocked = true;
  allComplete(world);
});

seeds("where multicast is blocked in the middle the rest comes by unicast", { ...few, pieces: 30 }, (world) => {
  world.at(1500, () => {
    world.isMulticastBlocked = true;
  });
  allComplete(world);
});

seeds("a device that holds all leads, and nothing crosses the WAN", few, (world) => {
  world.add(0, { have: Array.from({ length: few.pieces }, (_, piece) => piece) });
  allComplete(world);
  assert.equal(world.counts.originBytes <= 2 * 180_224, true, `${world.copies} copies, seed ${world.options.seed}`);
});

seeds("without an origin a subnet waits, and goes on when it is back", { ...few, pieces: 10 }, (world) => {
  world.isOriginDown = true;
  world.at(20_000, () => {
    world.isOriginDown = false;
  });
  allComplete(world);
});

const MINUTE_MS = 60_000;

/** Everybody has everything, and those who forget have forgotten; then for a while nobody comes. @returns what was said in a minute */
function idleMinute(world: World): number {
  allComplete(world);
  world.runAll(world.queue.nowMs + 1.5 * MINUTE_MS);
  const before = world.counts.controlDatagrams;
  world.runAll(world.queue.nowMs + MINUTE_MS);
  return world.counts.controlDatagrams - before;
}

for (const devices of [1, 8, 40])
  seeds(`${devices} that have everything say next to nothing`, { devices, pieces: 12, loss: 0.05 }, (world) => {
    const said = idleMinute(world);
    assert.ok(said <= 13, `${said} control datagrams a minute, seed ${world.options.seed}`);
    const cast = world.counts.symbols / 12 / 128;
    assert.ok(cast <= 1.5, `cast ${cast} times, seed ${world.options.seed}`);
  });

seeds("who comes to an idle session is answered at once, by who leads alone", { ...few, devices: 40 }, (world) => {
  idleMinute(world);
  const comesMs = world.queue.nowMs;
  const leads = world.leading;
  const before = world.counts.controlDatagrams;
  const newcomers = [world.add(comesMs), world.add(comesMs + 10_000, { mayLead: false })];
  allComplete(world);
  for (const [at, { completeMs }] of newcomers.entries())
    assert.ok(completeMs! < comesMs + at * 10_000 + 2500, `${completeMs! - comesMs} ms, seed ${world.options.seed}`);
  const said = world.counts.controlDatagrams - before;
  assert.ok(said < 80, `${said} control datagrams for two of them, seed ${world.options.seed}`);
  assert.equal(world.leading, leads);
  assert.equal(world.copies, 1);
});

seeds("and by one of those who have everything when who led is gone", { ...few, loss: 0.02 }, (world) => {
  idleMinute(world);
  world.leading!.die();
  world.add(world.queue.nowMs + world.random() * 8000);
  world.add(world.queue.nowMs + 30_000, { mayLead: false });
  allComplete(world);
  atMostOneCopyAnd(world, 1);
});

seeds("one that comes just when who led is gone does not fetch what others have", { ...few, pieces: 30 }, (world) => {
  world.at(900, () => world.leading?.die());
  world.add(850 + world.random() * 400);
  allComplete(world);
  atMostOneCopyAnd(world, 2);
});

seeds(
  "far apart, with queues that come and go",
  { ...few, pieces: 20, loss: 0.03, delayMs: 20, jitterMs: 20 },
  (world) => {
    allComplete(world);
    atMostOneCopyAnd(world, 3);
  },
);

for (const devices of [1, 6])
  seeds(`${devices} without any origin wait and say little, however long`, { devices, pieces: 6 }, (world) => {
    world.isOriginDown = true;
    world.run(10 * MINUTE_MS);
    assert.equal(world.unfinished.length, devices);
    for (const { roles } of world.devices) assert.ok(roles.at(-1)!.why);
    const said = world.counts.controlDatagrams / devices / 10;
    assert.ok(said < 400, `${said} control datagrams a device and minute, seed ${world.options.seed}`);
  });

test("clocks that drift apart are no congestion, however long a cast takes", () => {
  for (let seed = 1; seed <= 4; seed++) {
    const world = new World({ seed, devices: 3, pieces: 1500, wanBytesPerSecond: 500_000, driftPpm: 500 });
    const endMs = allComplete(world, 3_600_000);
    const wanMs = (1000 * world.sizeBytes) / world.options.wanBytesPerSecond;
    assert.ok(endMs < wanMs + 2000, `${endMs} ms for ${wanMs} ms of WAN, seed ${seed}`);
    assert.equal(world.copies, 1);
  }
});
