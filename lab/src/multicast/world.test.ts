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

const SEEDS = 25;
function seeds(what: string, options: Omit<WorldOptions, "seed">, body: (world: World) => void): void {
  test(what, () => {
    for (let seed = 1; seed <= SEEDS; seed++) body(new World({ seed, ...options }));
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
    for (const atMs of [900, 2600])
      world.at(atMs, () => world.devices.find((device) => device.isAlive && device.machine.role === "leading")?.die());
    allComplete(world);
    atMostOneCopyAnd(world, 2);
  },
);

seeds(
  "the two halves of a split subnet go on, and merge when it is healed",
  { ...few, pieces: 80, loss: 0.01 },
  (world) => {
    world.at(1000, () => {
      for (const device of world.devices) if (device.index % 2 === 1) world.side.set(device, 1);
    });
    world.at(5000, () => world.side.clear());
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
  world.at(1000, () => world.devices.find((device) => device.machine.role === "leading")?.sleep(5000));
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
  world.multicastBlocked = true;
  allComplete(world);
});

seeds("where multicast is blocked in the middle the rest comes by unicast", { ...few, pieces: 30 }, (world) => {
  world.at(1500, () => {
    world.multicastBlocked = true;
  });
  allComplete(world);
});

seeds("a device that holds all leads, and nothing crosses the WAN", few, (world) => {
  world.add(0, { have: Array.from({ length: few.pieces }, (_, piece) => piece) });
  allComplete(world);
  assert.equal(world.counts.originBytes <= 2 * 180_224, true, `${world.copies} copies, seed ${world.options.seed}`);
});

seeds("without an origin a subnet waits, and goes on when it is back", { ...few, pieces: 10 }, (world) => {
  world.originDown = true;
  world.at(20_000, () => {
    world.originDown = false;
  });
  allComplete(world);
});
