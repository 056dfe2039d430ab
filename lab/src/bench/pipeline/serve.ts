import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generated, refOfGenerated } from "../../blob/generated.ts";
import { upload } from "../../blob/upload.ts";
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
  token?: string;
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
    for (const each of [fronted, own]) await upload(each.url, each.adminToken, ref, generated(sizeBytes, "serve"));
    const blobs = join(fronted.dataDir, "blobs");
    const path = `/agent/v1/blobs/${ref.digest}`;
    const file = `${ref.digest.slice(0, 2)}/${ref.digest}`;
    const handler = { url: own.url + path, token: own.adminToken, pids: [own.pid] };
    const rows = await withStatic(blobs, async (url, pid) =>
      besideStatic(await measure([handler, { url: `${url}/${file}`, pids: [pid] }], sizeBytes)),
    );
    if (!hasNginx()) return [...rows, { name: "nginx is not installed: not measured", value: 0, unit: "" }];
    const subjects = (alone: NginxProcess, front: NginxProcess): Subject[] => [
      { url: front.url + path, token: fronted.adminToken, pids: [front.pid, fronted.pid] },
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
  const load = ({ url, token }: Subject) => ({
    url,
    sizeBytes,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    connections: CONNECTIONS,
  });
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
  const alone = await startNginx(`location / { root ${blobs}; }`);
  const front = await startNginx(
    `location / { proxy_pass http://shoal; proxy_http_version 1.1; proxy_set_header Connection ""; }
     location /internal-blobs/ { internal; alias ${blobs}/; etag off; add_header ETag $upstream_http_etag; }`,
    `upstream shoal { server ${new URL(server.url).host}; keepalive ${CONNECTIONS}; }`,
  );
  try {
    return await run(alone, front);
  } finally {
    await alone.stop();
    await front.stop();
  }
}
