import { open } from "node:fs/promises";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { hashFile } from "@shoal/protocol/node/piece-hasher";
import { Failure } from "../exit/failure.ts";
import { ByteProgress } from "../terminal/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type FileStamp, sameFile, stampOf } from "./file-stamp.ts";
import type { SourceFile } from "./judge.ts";

export interface HashedFile extends SourceFile {
  ref: BlobRef;
  stamp: FileStamp;
}

/** Reads every file once, in constant memory. @throws Failure where one changes meanwhile */
export async function hashFiles(
  terminal: Terminal,
  files: readonly SourceFile[],
  signal: AbortSignal,
): Promise<HashedFile[]> {
  if (files.length === 0) return [];
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const progress = new ByteProgress(terminal, "Hashing", totalBytes);
  const hashed: HashedFile[] = [];
  let doneBytes = 0;
  for (const file of files) {
    const stamp = await stampFile(file.path);
    const { ref } = await hashFile(file.path, (bytes) => {
      signal.throwIfAborted();
      progress.update(doneBytes + bytes, file.name);
    });
    if (!sameFile(stamp, await stampFile(file.path)) || ref.sizeBytes !== stamp.sizeBytes) throw fileChanged(file.name);
    doneBytes += ref.sizeBytes;
    hashed.push({ ...file, ref, stamp });
  }
  terminal.note(`Hashed ${files.length === 1 ? "one file" : `${files.length} files`}: ${progress.end()}`);
  return hashed;
}

/** Two variants may carry the same bytes, under one name or two: they are sent once. */
export function distinct(files: readonly HashedFile[]): HashedFile[] {
  return [...new Map(files.map((file) => [file.ref.digest, file])).values()];
}

export function fileChanged(name: string): Failure {
  return new Failure({
    title: "A file changed while it was being published",
    detail: `${name} is not what it was when it was hashed; nothing was published.`,
    hint: "Wait until whatever writes it is done, then publish again.",
    code: "file-changed",
  });
}

async function stampFile(path: string): Promise<FileStamp> {
  const handle = await open(path, "r");
  try {
    return await stampOf(handle);
  } finally {
    await handle.close();
  }
}
