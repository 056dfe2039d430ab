import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyPatch } from "@shoal/agent/patch/apply";
import type { PatchOffer } from "@shoal/protocol/agent/check-in";
import type { Release, ReleaseFile } from "@shoal/protocol/package/release";
import { MIXED_FLEET } from "../../fleet/model.ts";
import { Operator } from "../../fleet/operator.ts";
import { patchOffer } from "../../fleet/patch-offer.ts";
import { SimHost } from "../../fleet/sim-host.ts";
import { WireAgent } from "../../fleet/wire-agent.ts";
import { linuxRelease } from "../../package/linux-release.ts";
import { hasNginx, startNginx } from "../nginx-process.ts";
import { NODE_VERSIONS, nodeBinary } from "../node-binary.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";
import { startServer } from "../server-process.ts";

const MB = 1e6;

/** A patch between two real programs: made by a real server, fetched, applied and verified by the agent's own code. */
export const patch: Bench = async ({ quick }) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-bench-patch-"));
  const server = await startServer();
  let device: WireAgent | undefined;
  try {
    const [oldPath, newPath] = NODE_VERSIONS.map((version) => nodeBinary(folder, version)) as [string, string];
    const operator = new Operator(server.url, server.adminToken);
    await operator.trust();
    const old = await operator.upload("node", await readFile(oldPath));
    const target = await operator.upload("node", await readFile(newPath));
    await operator.publish(releaseOf(NODE_VERSIONS[0], old));
    device = await enrolled(operator, server.agentUrl);
    await holdBy(device, operator, NODE_VERSIONS[0]);
    const published = performance.now();
    await operator.publish(releaseOf(NODE_VERSIONS[1], target));
    const offer = await patchOffer(operator, old, target);
    const madeSeconds = (performance.now() - published) / 1000;
    const patchPath = join(folder, "patch");
    await writeFile(patchPath, await bytesOf(device, `/agent/v1/blobs/${offer.digest}`));
    const overhead =
      (await bytesOf(device, `/agent/v1/manifests/${offer.manifestDigest}`)).length +
      (await bytesOf(device, `/agent/v1/manifests/${target.manifestDigest}`)).length;
    const sent = offer.sizeBytes + overhead;
    const applySeconds = await fastestApply(
      { oldPath, patchPath, outPath: join(folder, "out") },
      { old, target, offer },
    );
    return [
      judged(
        {
          name: `patch of node ${NODE_VERSIONS[0]} to ${NODE_VERSIONS[1]}, sent`,
          value: sent / MB,
          unit: "MB",
          bar: 18,
          note: `with both manifests; whole: ${(target.sizeBytes / MB).toFixed(1)} MB`,
        },
        "lower",
      ),
      { name: "patch made and checked, after publishing", value: madeSeconds, unit: "s" },
      judged(
        { name: "patch applied and verified", value: applySeconds, unit: "s", bar: 2, note: "best of 3" },
        "lower",
      ),
      ...(quick ? [] : others(folder, oldPath, newPath, sent)),
      ...(quick ? [] : await zsync(folder, oldPath, newPath, sent)),
    ];
  } finally {
    device?.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
};

function releaseOf(version: string, file: ReleaseFile): Release {
  return linuxRelease("node", version, {
    files: [file],
    installer: { kind: "exec" },
    detect: { file: { path: "/nonexistent" } },
    remove: { command: ["true"] },
  });
}

async function enrolled(operator: Operator, agentUrl: string): Promise<WireAgent> {
  const model = MIXED_FLEET.find((each) => each.platform.os === "linux")!;
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  return await WireAgent.enrol(agentUrl, token, model.name, await new SimHost(model).inventory());
}

/** The server makes patches for what devices have or are about to have: a started task is enough. */
async function holdBy(agent: WireAgent, operator: Operator, version: string): Promise<void> {
  const targets = { deviceIds: [agent.deviceId] };
  const spec = { kind: "precache", delivery: "pull", package: "node", version, targets };
  const { id } = await operator.post<{ id: string | number }>("/api/v1/tasks", spec);
  await operator.post(`/api/v1/tasks/${id}/start`);
}

async function bytesOf(device: WireAgent, path: string): Promise<Buffer> {
  const answer = await device.fetch(path);
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function fastestApply(
  paths: { oldPath: string; patchPath: string; outPath: string },
  { old, target, offer }: { old: ReleaseFile; target: ReleaseFile; offer: PatchOffer },
): Promise<number> {
  const { name: _name, ...ref } = target;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const started = performance.now();
    const request = { ...paths, oldSizeBytes: old.sizeBytes, target: ref, windowLog: offer.windowLog };
    const outcome = await applyPatch(request);
    if (!outcome.ok) throw new Error(`the patch was not applied: ${outcome.why}, ${outcome.detail}`);
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  return best;
}

/** What others would send for the same step. `ratio` is how much of it our patch is. */
function beside(name: string, bytes: number, sent: number, note: string): BenchRow {
  return { name, value: sent / MB, unit: "MB", peer: bytes / MB, ratio: sent / bytes, note };
}

function others(folder: string, oldPath: string, newPath: string, sent: number): BenchRow[] {
  const rows: BenchRow[] = [];
  const packed = join(folder, "whole.zst");
  if (spawnSync("zstd", ["-q", "-9", newPath, "-o", packed]).status === 0)
    rows.push(beside("patch beside the whole, compressed", statSync(packed).size, sent, "peer: zstd -9"));
  if (spawnSync("casync", ["--version"]).error) return rows;
  const stores = [oldPath, newPath].map((path, index) => {
    const store = join(folder, `casync-${index}`);
    const made = spawnSync("casync", ["make", `--store=${store}`, join(folder, `casync-${index}.caibx`), path]);
    if (made.status !== 0) throw new Error(`casync: ${made.stderr}`);
    return chunksOf(store);
  });
  let bytes = statSync(join(folder, "casync-1.caibx")).size;
  for (const [chunk, size] of stores[1]!) if (!stores[0]!.has(chunk)) bytes += size;
  return [...rows, beside("patch beside casync", bytes, sent, "peer: index and the chunks that are new, compressed")];
}

function chunksOf(store: string): Map<string, number> {
  const entries = readdirSync(store, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(entries.map((each) => [each.name, statSync(join(each.parentPath, each.name)).size]));
}

async function zsync(folder: string, oldPath: string, newPath: string, sent: number): Promise<BenchRow[]> {
  if (spawnSync("zsync", ["-V"]).error || spawnSync("zsyncmake", ["-V"]).error || !hasNginx()) return [];
  const control = join(folder, "node.zsync");
  const nginx = await startNginx(`location / { root ${folder}; }`);
  try {
    const url = nginx.url + newPath.slice(folder.length);
    spawnSync("zsyncmake", ["-u", url, "-o", control, newPath]);
    const run = spawnSync("zsync", ["-i", oldPath, "-o", join(folder, "zsynced"), `${nginx.url}/node.zsync`], {
      cwd: folder,
    });
    const fetched = /used \d+ local, fetched (\d+)/.exec(`${run.stdout}${run.stderr}`)?.[1];
    if (fetched === undefined || !existsSync(join(folder, "zsynced")))
      throw new Error(`zsync: ${run.stdout}${run.stderr}`);
    const bytes = Number(fetched) + statSync(control).size;
    return [beside("patch beside zsync", bytes, sent, "peer: control file and what was fetched")];
  } finally {
    await nginx.stop();
  }
}
