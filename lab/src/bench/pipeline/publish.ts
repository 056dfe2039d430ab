import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { hashFile } from "@shoal/protocol/node/piece-hasher";
import { generated } from "../../blob/generated.ts";
import { upload } from "../../blob/upload.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";
import { startServer } from "../server-process.ts";

const MB = 1e6;
/** The best of them counts: this asks what the server needs, not what else the machine was doing. */
const ROUNDS = 3;

/** Publishing one large file over HTTP to a server that has one processor: pieces, digest and store. */
export const publish: Bench = async ({ quick }) => {
  const sizeBytes = (quick ? 128 : 1024) * 1024 ** 2;
  const folder = mkdtempSync(join(tmpdir(), "shoal-bench-publish-"));
  const server = await startServer({ onCpu: 0 });
  try {
    const rounds: { seconds: number; cpuSeconds: number; sumSeconds: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const path = join(folder, "file");
      await pipeline(Readable.from(generated(sizeBytes, `publish ${round}`)), createWriteStream(path));
      const { ref } = await hashFile(path);
      const sumStarted = performance.now();
      spawnSync("sha256sum", [path]);
      const sumSeconds = (performance.now() - sumStarted) / 1000;
      const cpuBefore = server.cpuSeconds();
      const started = performance.now();
      await upload(server.url, server.adminToken, ref, createReadStream(path, { highWaterMark: 1024 * 1024 }));
      const seconds = (performance.now() - started) / 1000;
      rounds.push({ seconds, cpuSeconds: server.cpuSeconds() - cpuBefore, sumSeconds });
      rmSync(join(server.dataDir, "blobs", ref.digest.slice(0, 2), ref.digest));
    }
    const best = (key: keyof (typeof rounds)[number]) => Math.min(...rounds.map((round) => round[key]));
    const rows: BenchRow[] = [
      judged(
        {
          name: `publish ${sizeBytes / 1024 ** 2} MiB, server on one core`,
          value: sizeBytes / MB / best("seconds"),
          unit: "MB/s",
          peer: sizeBytes / MB / best("sumSeconds"),
          bar: 300,
          note: `peer: sha256sum of the same file; best of ${ROUNDS}: ${rounds.map((each) => Math.round(sizeBytes / MB / each.seconds)).join(", ")}`,
        },
        "higher",
      ),
      {
        name: "publish, CPU of the server",
        value: best("cpuSeconds") / (sizeBytes / 1024 ** 3),
        unit: "s/GiB",
        note: "two SHA-256 a byte, receiving and writing",
      },
    ];
    return rows;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
};
