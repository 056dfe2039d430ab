import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import { say } from "@shoal/protocol/sentence/say";
import type { LeafResult } from "../host/host.ts";
import { expandVariables } from "./expand.ts";

type FileLeaf = Extract<DetectLeaf, { file: unknown }>;

export async function detectFile({ file }: FileLeaf): Promise<LeafResult> {
  const path = expandVariables(file.path);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const absent = found.code === "ENOENT" || found.code === "ENOTDIR";
    return absent
      ? { found: false, detail: say("not-there", { path }) }
      : { found: "unknown", detail: `${path}: ${found.message}` };
  }
  if (file.minSizeBytes !== undefined && found.size < file.minSizeBytes)
    return { found: false, detail: say("has-bytes", { path, count: found.size, minimum: file.minSizeBytes }) };
  if (file.sha256 === undefined) return { found: true, detail: say("is-there", { path }) };
  if (!found.isFile()) return { found: false, detail: say("no-file", { path }) };
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    return { found: "unknown", detail: `${path}: ${(error as Error).message}` };
  }
  const digest = hash.digest("hex");
  return digest === file.sha256
    ? { found: true, detail: say("has-digest", { path, digest }) }
    : { found: false, detail: say("other-digest", { path, digest }) };
}
