import type { Reason } from "@shoal/protocol/action/reason";
import { say } from "@shoal/protocol/sentence/say";
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
  if (device.readOnly) return refusal(say("image-read-only", { device: name }), say("image-unprotect"));
  if (device.sizeBytes < imageBytes)
    return refusal(
      say("image-small", { device: name, count: device.sizeBytes, size: imageBytes }),
      say("image-larger"),
    );
  return undefined;
}

function whySystem({ name, device, stateDir }: Wish, machine: Machine): Reason | undefined {
  for (const [what, path] of [
    ["image-holds-root", "/"],
    ["image-holds-state", stateDir],
  ] as const)
    if (devicesUnder(path, machine).has(device.number))
      return refusal(say(what, { device: name }), say("image-not-own"));
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
          ? say("image-disk-of", { disk: each.name, device: name })
          : say("image-part-of", { part: each.name, device: name });
    const isIt = (path: string) => path.startsWith("/") && machine.numberOf(path) === each.number;
    const mount = mounts.find(({ number, source }) => number === each.number || isIt(source));
    if (mount)
      return refusal(
        say("image-mounted", { device: what, place: mount.point }),
        say("image-unmount", { place: mount.point }),
      );
    const swap = swaps.find(isIt);
    if (swap) return refusal(say("image-swap", { device: what }), say("image-swapoff", { device: swap }));
    if (each.holders.length > 0)
      return refusal(say("image-held", { device: what, list: each.holders.join(", ") }), say("image-take-out"));
  }
  return undefined;
}
