import { statSync } from "node:fs";

/** Where the kernel says what is on this machine; a test has another place. */
export interface Machine {
  sys: string;
  proc: string;
  /** Major and minor number of the block device at this path, as `8:1`; undefined where there is none. */
  numberOf(path: string): string | undefined;
  /** Of the device that the file system lies on that holds this path. */
  numberUnder(path: string): string | undefined;
}

export const thisMachine: Machine = {
  sys: "/sys",
  proc: "/proc",
  numberOf(path) {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isBlockDevice() ? formatNumber(found.rdev) : undefined;
  },
  numberUnder(path) {
    const found = statSync(path, { throwIfNoEntry: false });
    return found && formatNumber(found.dev);
  },
};

/** makedev(3) of glibc: twelve bits of the major number, the minor number's lowest eight, then the rest of both. */
export function formatNumber(device: number): string {
  const [low, high] = [device % 2 ** 32, Math.floor(device / 2 ** 32)];
  const major = ((low >>> 8) & 0xfff) + (high & ~0xfff);
  const minor = (low & 0xff) + ((low >>> 12) & 0xfff00);
  return `${major}:${minor}`;
}
