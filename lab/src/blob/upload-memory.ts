import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { startServer } from "../bench/server-process.ts";
import { generated, refOfGenerated } from "./generated.ts";
import { upload } from "./upload.ts";

/** Uploads this much to a server of its own and asserts what the server's memory rose by at its highest. */
export async function assertUploadMemory(t: TestContext, sizeBytes: number, limitBytes: number): Promise<void> {
  if (process.platform !== "linux") return t.skip("memory of another process is read from /proc");
  const server = await startServer();
  t.after(() => server.stop());
  const ref = refOfGenerated(sizeBytes, "memory");
  const idleBytes = server.rssBytes();
  await upload(server.url, server.adminToken, ref, generated(sizeBytes, "memory"));
  const roseBytes = server.peakRssBytes() - idleBytes;
  t.diagnostic(`idle ${mib(idleBytes)}, rose by ${mib(roseBytes)} for ${mib(sizeBytes)}`);
  assert.ok(roseBytes < limitBytes, `memory rose by ${mib(roseBytes)}`);
}

function mib(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MiB`;
}
