import { seededRandom } from "@shoal/core/random/seeded";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { World } from "./world.ts";

/** Everything is over by then, and the rest has to come to an end by itself. */
const TROUBLE_MS = 20_000;
const UNTIL_MS = 600_000;

/** A subnet in which this seed decides what goes wrong: losses, deaths, sleep, splits, liars, a blocked switch, a dead server. */
export function chaos(seed: number): World {
  const random = seededRandom(seed * 2_654_435_761);
  const chance = (share: number) => random() < share;
  const world = new World({
    seed,
    devices: 2 + Math.floor(random() * 14),
    pieces: 2 + Math.floor(random() * 14),
    loss: chance(0.7) ? random() * 0.1 : 0,
    burst: chance(0.3) ? 2 + random() * 20 : 1,
    reorder: chance(0.3) ? random() * 0.05 : 0,
    duplicate: chance(0.3) ? random() * 0.05 : 0,
    wanBytesPerSecond: 400_000 + random() * 4_000_000,
    startDelayMs: chance(0.3) ? random() * 3000 : 0,
    spreadMs: chance(0.5) ? 50 : 5000,
  });
  const at = () => random() * TROUBLE_MS;
  const some = () => world.devices[Math.floor(random() * world.devices.length)]!;
  const leading = () => world.devices.find((device) => device.isAlive && device.machine.role === "leading");
  if (chance(0.2)) {
    world.troubles.add("liar");
    world.add(at(), { suitability: 100, evil: true });
  }
  for (let late = random() * 4; late > 1; late--) world.add(at());
  for (let deaths = random() * 3; deaths > 1; deaths--) {
    const atMs = at();
    const back = chance(0.5) ? atMs + random() * 5000 : undefined;
    world.at(atMs, () => {
      const device = leading() ?? some();
      // One that stays is enough for the promise.
      if (world.devices.filter((each) => each.isAlive && !each.evil).length < 2) return;
      device.die();
      if (back !== undefined) world.at(back, () => device.restart());
    });
  }
  if (chance(0.3)) world.at(at(), () => (leading() ?? some()).sleep(random() * 8000));
  if (chance(0.3)) {
    const fromMs = at();
    world.troubles.add("split");
    world.at(fromMs, () => {
      for (const device of world.devices) if (random() < 0.5) world.side.set(device, 1);
    });
    world.at(fromMs + random() * 10_000, () => world.side.clear());
  }
  if (chance(0.2)) {
    const fromMs = at();
    world.troubles.add("blocked");
    world.at(fromMs, () => {
      world.multicastBlocked = true;
    });
    if (chance(0.7))
      world.at(fromMs + random() * 10_000, () => {
        world.multicastBlocked = false;
      });
  }
  if (chance(0.2)) {
    const fromMs = at();
    world.at(fromMs, () => {
      world.originDown = true;
    });
    world.at(fromMs + random() * 15_000, () => {
      world.originDown = false;
    });
  }
  world.run(UNTIL_MS);
  return world;
}

/** What a world promises at its end; the seed shows it again. @throws Error where it does not hold */
export function promises(world: World): void {
  const { seed } = world.options;
  const left = world.unfinished.map(({ index, have, machine, roles }) => ({
    index,
    have: `${have.size} of ${have.count}`,
    role: machine.role,
    leader: machine.leader,
    phase: machine.phase,
    roles: roles.slice(-5),
  }));
  if (left.length > 0) throw new Error(`seed ${seed}: not everybody is complete: ${JSON.stringify(left, null, 1)}`);
  // What a representative has fetched and not cast yet is lost with it: pieces on their way, or all of them while it still waits.
  const more = (world.counts.originBytes - world.sizeBytes) / PIECE_BYTES;
  if (world.troubles.size === 0 && world.options.startDelayMs === 0 && more > 6)
    throw new Error(`seed ${seed}: ${more.toFixed(1)} pieces more than one copy, of ${world.options.pieces}`);
  const minutes = Math.max(0.5, world.queue.nowMs / 60_000);
  const perDevice = world.counts.controlDatagrams / world.devices.length / minutes;
  if (perDevice > 1000) throw new Error(`seed ${seed}: ${Math.round(perDevice)} control datagrams a device and minute`);
}
