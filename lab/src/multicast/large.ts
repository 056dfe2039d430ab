import { World } from "./world.ts";

const PIECES = 150;
const SEED = 11;
const UNTIL_MS = 300_000;

export interface LargeSubnet {
  devices: number;
  /** Until the last one that is alive had everything; in its own time. */
  ms: number;
  /** Of the content, from the origin. */
  copies: number;
  /** Of the content, to the group. */
  cast: number;
  controlPerDeviceAndMinute: number;
  /** Devices that are alive and lack something, in words. */
  unfinished: string[];
}

/** One subnet with 2 % loss, a tenth of the devices late, and two representatives killed. */
export function largeSubnet(devices: number): LargeSubnet {
  const world = new World({ seed: SEED, devices, pieces: PIECES, loss: 0.02, spreadMs: 400 });
  for (let late = 0; late < devices / 10; late++) world.add(1000 + world.random() * 3000);
  for (const atMs of [2500, 6500]) world.at(atMs, () => world.leading?.die());
  const ms = world.run(UNTIL_MS);
  return {
    devices,
    ms,
    copies: world.copies,
    cast: world.counts.symbols / PIECES / 128,
    controlPerDeviceAndMinute: world.counts.controlDatagrams / world.devices.length / (ms / 60_000),
    unfinished: world.unfinished.map(
      ({ index, have, machine, roles }) =>
        `${index} has ${have.size} of ${PIECES}: ${machine.role}, ${JSON.stringify(roles.slice(-3))}`,
    ),
  };
}
