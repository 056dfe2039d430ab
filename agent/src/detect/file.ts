import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import type { LeafResult } from "../host/host.ts";
import { expandVariables } from "./expand.ts";

type FileLeaf = Extract<DetectLeaf, { file: unknown }>;

export async function detectFile({ file }: FileLeaf): Promise<LeafResult> {
  const path = expandVariables(file.path);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const absent = found.code === "ENOENT" || found.code === "ENOTDIR";
    return absent
      ? { found: false, detail: `${path} is not there` }
      : { found: "unknown", detail: `${path}: ${found.message}` };
  }
  if (file.minSizeBytes !== undefined && found.size < file.minSizeBytes)
    return { found: false, detail: `${path} has ${found.size} bytes, fewer than ${file.minSizeBytes}` };
  if (file.sha256 === undefined) return { found: true, detail: `${path} is there` };
  if (!found.isFile()) return { found: false, detail: `${path} is not a file` };
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    return { found: "unknown", detail: `${path}: ${(error as Error).message}` };
  }
  const digest = hash.digest("hex");
  return digest === file.sha256
    ? { found: true, detail: `${path} has the digest ${digest}` }
    : { found: false, detail: `${path} has another digest: ${digest}` };
}
