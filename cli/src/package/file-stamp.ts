import type { FileHandle } from "node:fs/promises";

/** What a file system tells of a file without reading it: enough to see that somebody wrote to it in between. */
export interface FileStamp {
  sizeBytes: number;
  modifiedNs: bigint;
  inode: bigint;
}

export async function stampOf(handle: FileHandle): Promise<FileStamp> {
  const stats = await handle.stat({ bigint: true });
  return { sizeBytes: Number(stats.size), modifiedNs: stats.mtimeNs, inode: stats.ino };
}

export function sameFile(a: FileStamp, b: FileStamp): boolean {
  return a.sizeBytes === b.sizeBytes && a.modifiedNs === b.modifiedNs && a.inode === b.inode;
}
