import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Machine } from "./machine.ts";

/** sysfs counts in sectors of this size, whatever the device's own are. */
const SECTOR_BYTES = 512;

/** What the kernel says of one block device. */
export interface BlockDevice {
  /** Major and minor number: `8:1`. */
  number: string;
  /** As the kernel names it: `sda1`. */
  name: string;
  sizeBytes: number;
  readOnly: boolean;
  /** Where it is a partition: the number of its disk. */
  disk: string | undefined;
  /** Of its own. */
  partitions: readonly string[];
  /** Devices that are made of it: names of md arrays, mappings, volumes. */
  holders: readonly string[];
  /** Devices that it is made of. */
  slaves: readonly string[];
  /** The file that a loop device shows. */
  backingFile: string | undefined;
  /** Counts what was written since it came, and which one it is; undefined where that is not counted. */
  writes: string | undefined;
}

/** @returns undefined where the kernel has none of this number (any more) */
export function readBlockDevice(number: string, { sys }: Pick<Machine, "sys">): BlockDevice | undefined {
  const link = join(sys, "dev/block", number);
  if (!existsSync(link)) return undefined;
  const folder = realpathSync(link);
  const isPartition = existsSync(join(folder, "partition"));
  const disk = isPartition ? dirname(folder) : folder;
  const partitions = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "partition")))
    .map((entry) => read(join(folder, entry.name, "dev")) ?? "");
  return {
    number,
    name: basename(folder),
    sizeBytes: Number(read(join(folder, "size")) ?? 0) * SECTOR_BYTES,
    readOnly: [folder, disk].some((each) => read(join(each, "ro")) === "1"),
    disk: isPartition ? read(join(disk, "dev")) : undefined,
    partitions,
    holders: namesIn(join(folder, "holders")).map((name) => nameOf(join(folder, "holders", name))),
    slaves: namesIn(join(folder, "slaves")).flatMap((name) => read(join(folder, "slaves", name, "dev")) ?? []),
    backingFile: read(join(folder, "loop/backing_file")),
    writes: writesOf(folder, disk),
  };
}

/** Documentation/block/stat.rst: the fifth and seventh are writes, the twelfth and fourteenth discards. */
function writesOf(folder: string, disk: string): string | undefined {
  const counts = read(join(folder, "stat"))?.split(/\s+/);
  const sequence = read(join(disk, "diskseq"));
  if (!counts || !sequence || counts.length < 14 || read(join(disk, "queue/iostats")) !== "1") return undefined;
  return [sequence, counts[4], counts[6], counts[11], counts[13]].join(" ");
}

/** A mapping has a name that people know it by. */
function nameOf(folder: string): string {
  return read(join(folder, "dm/name")) ?? basename(folder);
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}
