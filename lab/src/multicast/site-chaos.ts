import { seededRandom } from "@shoal/core/random/seeded";
import { SimSite } from "./site.ts";

const TROUBLE_MS = 15_000;
const UNTIL_MS = 600_000;

/** A site whose seed decides how many subnets it has, which representatives die or come back, and who does not reach whom. */
export function siteChaos(seed: number): SimSite {
  const random = seededRandom(seed * 2_246_822_519);
  const chance = (share: number) => random() < share;
  const at = () => random() * TROUBLE_MS;
  const loss = chance(0.7) ? random() * 0.08 : 0;
  const subnets = Array.from({ length: 2 + Math.floor(random() * 4) }, () => ({
    devices: 1 + Math.floor(random() * 8),
    loss,
    spreadMs: chance(0.5) ? 50 : 8000,
    wanBytesPerSecond: 200_000 + random() * 2_000_000,
    startDelayMs: chance(0.2) ? random() * 2000 : 0,
    ...(chance(0.3) ? { delayMs: random() * 15, jitterMs: 1 + random() * 15 } : {}),
  }));
  const site = new SimSite({ seed, pieces: 10 + Math.floor(random() * 150), subnets });
  const hasBarriers = chance(0.3);
  for (const world of site.worlds) {
    for (let late = random() * 3; late > 1; late--) world.add(at());
    for (let deaths = random() * 3; deaths > 1; deaths--) {
      const atMs = at();
      const back = chance(0.5) ? atMs + random() * 5000 : undefined;
      site.queue.at(atMs, () => {
        const device = world.leading ?? world.devices[0]!;
        if (!device.isAlive || world.devices.filter((each) => each.isAlive).length < 2) return;
        site.dies(device);
        if (back !== undefined) site.queue.at(back, () => device.restart());
      });
    }
    for (const other of site.worlds)
      if (hasBarriers && other !== world && chance(0.3))
        site.queue.at(at(), () => site.blocked.add(`${world.net}>${other.net}`));
  }
  site.run(UNTIL_MS);
  site.judge();
  return site;
}
