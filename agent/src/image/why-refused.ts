import type { Reason } from "@shoal/protocol/action/reason";
import { type BlockDevice, readBlockDevice } from "./block-device.ts";
import type { Machine } from "./machine.ts";
import { readMounts, readSwaps } from "./mounts.ts";
import { refusal } from "./refusal.ts";
import { devicesUnder } from "./under.ts";

export interface Wish {
  /** As it is called in words. */
  name: string;
  device: BlockDevice;
  imageBytes: number;
  stateDir: string;
}

/**
 * Why an image may not be written to a device; undefined where it may. The kernel has the last word when the device is opened, and
 * knows of other namespaces; this has words for it.
 */
export function whyRefused(wish: Wish, machine: Machine): Reason | undefined {
  const { name, device, imageBytes } = wish;
  const system = whySystem(wish, machine);
  if (system) return system;
  const inUse = whyInUse(name, device, machine);
  if (inUse) return inUse;
  if (device.readOnly)
    return refusal(
      `${name} is read-only`,
      "Take its write protection off (blockdev --setrw, or its switch), then retry.",
    );
  if (device.sizeBytes < imageBytes)
    return refusal(
      `${name} has ${device.sizeBytes} bytes, and the image has ${imageBytes}`,
      "Name a larger device, or publish a smaller image.",
    );
  return undefined;
}

function whySystem({ name, device, stateDir }: Wish, machine: Machine): Reason | undefined {
  for (const [what, path] of [
    ["the root file system", "/"],
    ["the agent's state", stateDir],
  ] as const)
    if (devicesUnder(path, machine).has(device.number))
      return refusal(
        `${name} holds ${what}`,
        "Name the device that is to be overwritten; this one runs the agent itself.",
      );
  return undefined;
}

function whyInUse(name: string, device: BlockDevice, machine: Machine): Reason | undefined {
  const disk = device.disk === undefined ? undefined : readBlockDevice(device.disk, machine);
  const parts = device.partitions.flatMap((number) => readBlockDevice(number, machine) ?? []);
  const [mounts, swaps] = [readMounts(machine), readSwaps(machine)];
  for (const each of [device, ...parts, ...(disk ? [disk] : [])]) {
    const what =
      each === device
        ? name
        : each === disk
          ? `${each.name}, the disk of ${name},`
          : `${each.name}, a part of ${name},`;
    const isIt = (path: string) => path.startsWith("/") && machine.numberOf(path) === each.number;
    const mount = mounts.find(({ number, source }) => number === each.number || isIt(source));
    if (mount)
      return refusal(`${what} is mounted at ${mount.point}`, `Unmount ${mount.point} if nothing needs it, then retry.`);
    const swap = swaps.find(isIt);
    if (swap) return refusal(`${what} is swap`, `swapoff ${swap}, if there is memory enough; then retry.`);
    if (each.holders.length > 0)
      return refusal(
        `${what} is part of ${each.holders.join(", ")}`,
        "Take it out of its array, volume group or mapping first (mdadm --stop, vgchange -an, dmsetup remove), then retry.",
      );
  }
  return undefined;
}
