import type { Readable } from "node:stream";

/** One thing in an archive, as the archive says it: nothing of it has been checked. */
export interface ArchiveEntry {
  name: string;
  kind: "file" | "directory" | "symlink" | "hardlink";
  /** Permission bits, with whatever else the archive put there. */
  mode: number;
  modifiedAt: Date;
  /** Of links: what they point at. */
  target?: string;
  /** Of files. Must be read or destroyed before the next entry. */
  content?: () => Promise<Readable>;
}

/** Why an archive is not unpacked: a sentence without a capital. Thrown by readers, caught by `unpack`. */
export class ArchiveRefused extends Error {}

/** A stream that may fail before anybody reads it: its reader hears of it all the same, and the process is not ended by it. */
export function quiet<T extends Readable>(stream: T): T {
  stream.on("error", () => undefined);
  return stream;
}
