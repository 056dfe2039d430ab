import { readBlockDevice } from "./block-device.ts";
import { type Machine, thisMachine } from "./machine.ts";

/** An image as it was on a block device when its bytes were read back. */
export interface WrittenImage {
  /** As the package names the device. */
  selector: string;
  /** SHA-256 of the image, which the device's first `sizeBytes` had. */
  digest: string;
  sizeBytes: number;
  /** What says, within one start of the machine, that nothing was written since; undefined where the kernel does not count. */
  seal?: string;
}

/** What the kernel counts of a device's writes, and of which start of the machine. */
export function sealOf(
  number: string,
  bootId: string,
  machine: Pick<Machine, "sys"> = thisMachine,
): string | undefined {
  const device = readBlockDevice(number, machine);
  return device?.writes === undefined ? undefined : `${bootId} ${number} ${device.writes}`;
}
