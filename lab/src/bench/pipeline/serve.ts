import { spawn } from "node:child_process";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectionOptions } from "node:tls";
import { fileURLToPath } from "node:url";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { proxyUri } from "@shoal/protocol/identity/names";
import { generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { openAuthority } from "@shoal/server/identity/authority";
import { enrolForTest } from "@shoal/server/identity/fixture";
import { generated, refOfGenerated } from "../../blob/generated.ts";
import { upload } from "../../blob/upload.ts";
import { MIXED_FLEET } from "../../fleet/model.ts";
import { Operator } from "../../fleet/operator.ts";
import { SimHost } from "../../fleet/sim-host.ts";
import { linuxRelease } from "../../package/linux-release.ts";
import { cpuSecondsOf } from "../cpu-of.ts";
import { hasNginx, type NginxProcess, startNginx } from "../nginx-process.ts";
import { readByRanges } from "../range-load.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";
import { type ServerProcess, startServer } from "../server-process.ts";

const STATIC = fileURLToPath(new URL("./static-peer.ts", import.meta.url));
const GIB = 1024 ** 3;
/** Of each, in turns, so that whatever else the machine does meets all of them. */
const ROUNDS = 10;
/** Agents that fetch at once. */
const CONNECTIONS = 16;

interface Subject {
  url: string;
  tls?: readonly ConnectionOptions[];
  pids: readonly number[];
}

interface Cost {
  /** Over all rounds: the clock of the processor ticks in hundredths. */
  cpuSecondsPerGib: number;
  /** In the best round. */
  mibPerSecond: number;
}

/** One large blob, read by ranges as agents do: what it costs the server, and what it costs others. */
export const serve: Bench = async ({ quick }) => {
  const sizeBytes = (quick ? 128 : 1024) * 1024 ** 2;
  const fronted = await startServer({ args: ["--accel-redirect", "/internal-blobs/"] });
  const own = await startServer();
  try {
    const ref = refOfGenerated(sizeBytes, "serve");
    const tls = await readers(own, ref);
    const behind = await readers(fronted, ref);
    const blobs = join(fronted.dataDir, "blobs");
    const path = `/agent/v1/blobs/${ref.digest}`;
    const file = `${ref.digest.slice(0, 2)}/${ref.digest}`;
    const handler = { url: own.agentUrl + path, tls, pids: [own.pid] };
    const rows = await withStatic(blobs, async (url, pid) =>
      besideStatic(await measure([handler, { url: `${url}/${file}`, pids: [pid] }], sizeBytes)),
    );
    if (!hasNginx()) return [...rows, { name: "nginx is not installed: not measured", value: 0, unit: "" }];
    const subjects = (alone: NginxProcess, front: NginxProcess): Subject[] => [
      { url: front.url + path, tls: behind, pids: [front.pid, fronted.pid] },
      { url: `${alone.url}/${file}`, pids: [alone.pid] },
    ];
    const costs = await withNginx(fronted, blobs, (alone, front) => measure(subjects(alone, front), sizeBytes));
    return [...rows, ...besideNginx(costs)];
  } finally {
    await fronted.stop();
    await own.stop();
  }
};

async function measure(subjects: readonly Subject[], sizeBytes: number): Promise<Cost[]> {
  const load = ({ url, tls = [] }: Subject) => ({ url, sizeBytes, tls, connections: CONNECTIONS });
  // A server runs for months: what is measured is not its first hundred requests.
  for (const subject of subjects) await readByRanges({ ...load(subject), rangePieces: 1 });
  const totals = subjects.map(() => ({ cpuSeconds: 0, bestSeconds: Number.POSITIVE_INFINITY }));
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, subject] of subjects.entries()) {
      const cpu = () => subject.pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
      const total = totals[index]!;
      const before = cpu();
      total.bestSeconds = Math.min(total.bestSeconds, await readByRanges(load(subject)));
      total.cpuSeconds += cpu() - before;
    }
  return totals.map(({ cpuSeconds, bestSeconds }) => ({
    cpuSecondsPerGib: (cpuSeconds * GIB) / (sizeBytes * ROUNDS),
    mibPerSecond: sizeBytes / 1024 ** 2 / bestSeconds,
  }));
}

function besideStatic([own, peer]: Cost[]): BenchRow[] {
  return [
    judged(
      {
        name: "blobs by Range, CPU",
        value: own!.cpuSecondsPerGib,
        unit: "s/GiB",
        peer: peer!.cpuSecondsPerGib,
        bar: 1.7,
        note: "peer: @fastify/static",
      },
      "lower",
    ),
    {
      name: `blobs by Range, ${CONNECTIONS} connections`,
      value: own!.mibPerSecond,
      unit: "MiB/s",
      peer: peer!.mibPerSecond,
      ratio: own!.mibPerSecond / peer!.mibPerSecond,
      note: "peer: @fastify/static; the client shares the machine",
    },
  ];
}

function besideNginx([front, alone]: Cost[]): BenchRow[] {
  return [
    judged(
      {
        name: `nginx in front by X-Accel-Redirect, ${CONNECTIONS} connections`,
        value: front!.mibPerSecond,
        unit: "MiB/s",
        peer: alone!.mibPerSecond,
        bar: 0.9,
        barOf: "ratio",
        note: "peer: nginx alone; the client shares the machine",
      },
      "higher",
    ),
    {
      name: "nginx in front, CPU of both processes",
      value: front!.cpuSecondsPerGib,
      unit: "s/GiB",
      peer: alone!.cpuSecondsPerGib,
      ratio: front!.cpuSecondsPerGib / alone!.cpuSecondsPerGib,
      note: "peer: nginx alone",
    },
  ];
}

/** Uploads the blob, and enrols a device for each connection whose task is to have it: each device has a limit of its own. */
async function readers(server: ServerProcess, ref: BlobRef): Promise<ConnectionOptions[]> {
  await upload(server.url, server.adminToken, ref, generated(ref.sizeBytes, "serve"));
  const operator = new Operator(server.url, server.adminToken);
  await operator.trust();
  const model = MIXED_FLEET.find(({ platform }) => platform.os === "linux")!;
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: CONNECTIONS });
  const inventory = await new SimHost(model).inventory();
  const found: ConnectionOptions[] = [];
  for (let at = 0; at < CONNECTIONS; at++) {
    const { key, certificate: cert } = await enrolForTest(server.agentUrl, token, `${model.name}-${at}`, inventory);
    found.push({ key, cert });
  }
  await operator.publish(
    linuxRelease("blob", "1.0.0", {
      files: [{ name: "blob", ...ref }],
      installer: { kind: "exec" },
      detect: { file: { path: "/nonexistent" } },
      remove: { command: ["true"] },
    }),
  );
  const spec = { kind: "precache", delivery: "pull", package: "blob", version: "1.0.0", targets: { all: true } };
  const { id } = await operator.post<{ id: string }>("/api/v1/tasks", spec);
  await operator.post(`/api/v1/tasks/${id}/start`);
  return found;
}

async function withStatic<T>(root: string, run: (url: string, pid: number) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [STATIC, root], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return await run(line.toString().trim(), child.pid!);
  } finally {
    child.kill();
  }
}

async function withNginx<T>(
  server: ServerProcess,
  blobs: string,
  run: (alone: NginxProcess, front: NginxProcess) => Promise<T>,
): Promise<T> {
  const nowMs = Date.now();
  const authority = await openAuthority(server.dataDir, nowMs);
  const key = generateIdentityKey();
  const spki = createPublicKey(createPrivateKey(key)).export({ type: "spki", format: "der" });
  const certificate = await authority.issue(new Uint8Array(spki), { proxyUri: proxyUri("bench") }, nowMs);
  const tls = { key, certificate };
  const file = join(server.dataDir, "proxy.pem");
  writeFileSync(file, `${key}${certificate}`, { mode: 0o600 });
  const alone = await startNginx(`location / { root ${blobs}; }`, "", tls);
  const front = await startNginx(
    `ssl_verify_client optional_no_ca; proxy_ssl_protocols TLSv1.3; proxy_ssl_certificate ${file}; proxy_ssl_certificate_key ${file};
     location / { proxy_pass https://shoal; proxy_http_version 1.1; proxy_set_header Connection "";
       proxy_set_header X-Client-Cert $ssl_client_escaped_cert; }
     location /internal-blobs/ { internal; alias ${blobs}/; etag off; add_header ETag $upstream_http_etag; }`,
    `upstream shoal { server ${new URL(server.agentUrl).host}; keepalive ${CONNECTIONS}; }`,
    tls,
  );
  try {
    return await run(alone, front);
  } finally {
    await alone.stop();
    await front.stop();
  }
}
