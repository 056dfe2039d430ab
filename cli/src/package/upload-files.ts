import { setTimeout as sleep } from "node:timers/promises";
import { uploadBlob } from "../api/upload.ts";
import type { Connection } from "../context/connection.ts";
import { Failure } from "../exit/failure.ts";
import { ByteProgress } from "../terminal/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { fileChanged, type HashedFile } from "./hash-files.ts";

/** An upload starts from the beginning each time, so a line that cuts three of them in a row is not worth more. */
const ATTEMPTS = 3;
const AGAIN_AFTER_MS = 2000;

/** Sends the files one after the other. @throws Failure where one changed, or the server will not have it */
export async function uploadFiles(
  terminal: Terminal,
  connection: Connection,
  files: readonly HashedFile[],
  signal: AbortSignal,
): Promise<void> {
  if (files.length === 0) return;
  const totalBytes = files.reduce((sum, file) => sum + file.ref.sizeBytes, 0);
  const progress = new ByteProgress(terminal, "Uploading", totalBytes);
  let doneBytes = 0;
  for (const file of files) {
    const upload = { path: file.path, stamp: file.stamp, digest: file.ref.digest, sizeBytes: file.ref.sizeBytes };
    for (let attempt = 1; ; attempt++) {
      try {
        const outcome = await uploadBlob(connection, upload, signal, (bytes) =>
          progress.update(doneBytes + bytes, file.name),
        );
        if (outcome === "changed") throw fileChanged(file.name);
        break;
      } catch (error) {
        const cut = error instanceof Failure && error.text.code === "unreachable";
        if (!cut || attempt === ATTEMPTS || signal.aborted) throw error;
        terminal.note(`${file.name}: ${error.text.detail} Sending it again (${attempt + 1} of ${ATTEMPTS}).`);
        await sleep(AGAIN_AFTER_MS * attempt, undefined, { signal });
      }
    }
    doneBytes += file.ref.sizeBytes;
  }
  terminal.note(`Uploaded ${files.length === 1 ? "one file" : `${files.length} files`}: ${progress.end()}`);
}
