/** Run by `apply.ts` in a process of its own: old file and patch in, verified new file out, one line of JSON on stdout. */
import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { constants, createZstdDecompress } from "node:zlib";
import { PieceHasher } from "@shoal/protocol/node/piece-hasher";
import type { ApplyJob, ApplyResult } from "./job.ts";

const READ_BYTES = 1024 * 1024;
const WRITE_BYTES = 256 * 1024;

async function apply({ oldPath, patchPath, outPath, target, windowLog }: ApplyJob): Promise<ApplyResult> {
  const dictionary = await readFile(oldPath);
  const hasher = new PieceHasher();
  const out = await open(outPath, "w");
  const patch = createReadStream(patchPath, { highWaterMark: READ_BYTES });
  const decoder = createZstdDecompress({
    dictionary,
    chunkSize: WRITE_BYTES,
    params: { [constants.ZSTD_d_windowLogMax]: windowLog },
  });
  // From here to the loop nothing is waited for: an error that comes before somebody listens ends the process.
  patch.on("error", (error) => decoder.destroy(error));
  patch.pipe(decoder);
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      if (hasher.sizeBytes + chunk.length > target.sizeBytes)
        return refused(`it makes more than the ${target.sizeBytes} bytes that were announced`);
      hasher.update(chunk);
      await out.write(chunk);
    }
  } finally {
    patch.destroy();
    await out.close();
  }
  const { ref } = hasher.finish();
  if (ref.sizeBytes !== target.sizeBytes) return refused(`it makes ${ref.sizeBytes} bytes of ${target.sizeBytes}`);
  if (ref.digest !== target.digest) return refused(`it makes ${ref.digest}`);
  if (ref.manifestDigest !== target.manifestDigest) return refused(`its manifest is ${ref.manifestDigest}`);
  return { ok: true };
}

function refused(detail: string): ApplyResult {
  return { ok: false, why: "refused", detail };
}

function failed(error: NodeJS.ErrnoException): ApplyResult {
  if (error.code?.startsWith("ZSTD_") || error.code === "Z_BUF_ERROR")
    return refused(`${error.code}: ${error.message}`);
  const why = error.code === "ENOSPC" || error.code === "EDQUOT" ? "disk-full" : "io";
  return { ok: false, why, detail: error.message };
}

const result = await apply(JSON.parse(process.argv[2]!) as ApplyJob).catch(failed);
process.stdout.write(JSON.stringify(result));
