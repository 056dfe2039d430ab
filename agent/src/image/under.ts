import { type BlockDevice, readBlockDevice } from "./block-device.ts";
import type { Machine } from "./machine.ts";
import { readMounts } from "./mounts.ts";

/** Every device that a path lies on: its partition, the disk of that, and what these are made of; by number. */
export function devicesUnder(path: string, machine: Machine): Map<string, BlockDevice> {
  const found = new Map<string, BlockDevice>();
  const start = machine.numberUnder(path);
  const open = start === undefined ? [] : [start];
  const seen = new Set(open);
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    const device = readBlockDevice(number, machine);
    if (device) found.set(number, device);
    for (const next of device ? madeOf(device, machine) : sourcesOf(number, machine)) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return found;
}

function madeOf({ disk, slaves, backingFile }: BlockDevice, machine: Machine): string[] {
  const file = backingFile === undefined ? undefined : machine.numberUnder(backingFile);
  return [disk, ...slaves, file].filter((each) => each !== undefined);
}

/** A file system with a number of its own. */
function sourcesOf(number: string, machine: Machine): string[] {
  return readMounts(machine)
    .filter((mount) => mount.number === number)
    .flatMap(({ source }) => machine.numberOf(source) ?? []);
}
