import { type Random, seededRandom } from "@shoal/core/random/seeded";
import { World } from "./world.ts";

/** Everything is over by then, and the rest has to come to an end by itself. */
const TROUBLE_MS = 20_000;
const UNTIL_MS = 600_000;

/**
 * A subnet in which this seed decides what goes wrong: losses, delays, clocks, deaths, sleep, splits, liars, a blocked switch,
 * a dead server. It runs until everybody has left; what the model of the world finds is thrown, with the seed.
 */
export function chaos(seed: number): World {
  const random = seededRandom(seed * 2_654_435_761);
  const chance = (share: number) => random() < share;
  // Far away, with queues that come and go; and clocks that an unset time service has pulled at.
  const isFar = chance(0.4);
  const world = new World({
    seed,
    devices: 2 + Math.floor(random() * 14),
    pieces: 2 + Math.floor(random() * 14),
    loss: chance(0.7) ? random() * 0.1 : 0,
    burst: chance(0.3) ? 2 + random() * 20 : 1,
    reorder: chance(0.3) ? random() * 0.05 : 0,
    duplicate: chance(0.3) ? random() * 0.05 : 0,
    ...(isFar ? { delayMs: random() * 20, jitterMs: 1 + random() * 20 } : {}),
    driftPpm: chance(0.2) ? 1000 : 200,
    wanBytesPerSecond: 400_000 + random() * 4_000_000,
    startDelayMs: chance(0.3) ? random() * 3000 : 0,
    spreadMs: chance(0.5) ? 50 : 5000,
    lingerMs: 60_000 + random() * 540_000,
  });
  trouble(world, random);
  world.run(UNTIL_MS);
  world.model.judgeRest();
  world.end();
  return world;
}

function trouble(world: World, random: Random): void {
  const chance = (share: number) => random() < share;
  const at = () => random() * TROUBLE_MS;
  const some = () => world.devices[Math.floor(random() * world.devices.length)]!;
  if (chance(0.2)) world.add(at(), { suitability: 100, evil: true });
  for (let late = random() * 4; late > 1; late--) world.add(at(), { mayLead: chance(0.7) });
  // When all the others have been idle for a while.
  if (chance(0.3)) world.add(TROUBLE_MS + random() * 60_000, { mayLead: chance(0.5) });
  for (let deaths = random() * 3; deaths > 1; deaths--) {
    const atMs = chance(0.8) ? at() : 3 * at();
    const back = chance(0.5) ? atMs + random() * 5000 : undefined;
    world.at(atMs, () => {
      const device = world.leading ?? some();
      // One that stays is enough for the promise.
      if (world.devices.filter((each) => each.isAlive && !each.evil).length < 2) return;
      device.die();
      if (back !== undefined) world.at(back, () => device.restart());
    });
  }
  if (chance(0.3)) world.at(at(), () => (world.leading ?? some()).sleep(random() * 8000));
  if (chance(0.3)) {
    const fromMs = at();
    world.at(fromMs, () => world.split(() => (random() < 0.5 ? 1 : 0)));
    world.at(fromMs + random() * 10_000, () => world.heal());
  }
  if (chance(0.2)) {
    const fromMs = at();
    world.at(fromMs, () => {
      world.isMulticastBlocked = true;
    });
    if (chance(0.7))
      world.at(fromMs + random() * 10_000, () => {
        world.isMulticastBlocked = false;
      });
  }
  if (chance(0.2)) {
    const fromMs = at();
    world.at(fromMs, () => {
      world.isOriginDown = true;
    });
    if (chance(0.8))
      world.at(fromMs + random() * 15_000, () => {
        world.isOriginDown = false;
      });
  }
}
