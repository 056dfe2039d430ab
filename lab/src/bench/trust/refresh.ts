import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { makeBin, type Target } from "@shoal/core/trust/make";
import { signWith, textOf } from "@shoal/core/trust/metadata";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { followTrust } from "@shoal/protocol/node/trust-client";
import { Repository } from "../../trust/repository.ts";
import { median } from "../median.ts";
import { type Bench, type BenchRow, judged, told } from "../row.ts";

/** A busy day: a release is published each hour, and the device looks for each. */
const LOOKS = 24;
const TARGETS = 10_000;
/** Of the peer: more takes minutes, because the library takes time by the square of a role's targets. */
const FLAT_TARGETS = 1000;
/** A device looks for a release before it fetches megabytes: a tenth of a second is nothing beside them. */
const BAR_MS = 100;
/** Of ten times as many releases, a day of looks costs less than half of what it costs without bins. */
const BAR_RATIO = 0.5;

/** What it costs a device to follow the releases' metadata, beside the same without hash bins. */
export const refresh: Bench = async ({ quick }) => {
  const targets = quick ? TARGETS / 10 : TARGETS;
  const flatTargets = quick ? FLAT_TARGETS / 10 : FLAT_TARGETS;
  const binned = await day(new Repository(), targets, addToBins);
  const flat = await day(new Repository(), flatTargets, addFlat);
  const note = `peer: ${flatTargets} targets in one role`;
  const name = (what: string) => `TUF refresh, ${targets} targets: ${what}`;
  const rows: BenchRow[] = [
    judged({ name: name("time"), value: binned.ms, unit: "ms", peer: flat.ms, bar: BAR_MS, note }, "lower"),
    judged(
      {
        name: name("bytes per agent and day"),
        value: binned.bytes,
        unit: "B",
        peer: flat.bytes,
        bar: BAR_RATIO,
        barOf: "ratio",
        note: `${LOOKS} looks, a release between each two; ${note}`,
      },
      "lower",
    ),
    { name: name("first look, bytes"), value: binned.firstBytes, unit: "B", peer: flat.firstBytes, note },
  ];
  told(rows);
  return rows;
};

type Add = (repository: Repository, targets: readonly Target[]) => void;

async function day(repository: Repository, count: number, add: Add) {
  const folder = mkdtempSync(join(tmpdir(), "shoal-bench-trust-"));
  const all = Array.from({ length: count }, (_, at) => targetAt(at));
  add(repository, all);
  let sent: Buffer[] = [];
  let absent = 0;
  // As a server sends it; packed when the clock stands still, since a server has done so before.
  const taken = () => {
    const bytes = sent.reduce(
      (sum, body) => sum + (body.length < 1024 ? body.length : brotliCompressSync(body).length),
      0,
    );
    // An answer that says no has some bytes too.
    const all = bytes + absent * 300;
    [sent, absent] = [[], 0];
    return all;
  };
  const download = async (file: string) => {
    const text = repository.files.get(file);
    if (text === undefined) {
      absent++;
      return "absent";
    }
    const body = Buffer.from(text);
    sent.push(body);
    return body;
  };
  const look = async (path: string) => {
    const began = performance.now();
    const job = { folder, root: repository.root, nowMs: Date.now(), paths: [path] };
    const followed = await followTrust(job, download);
    if (!followed.ok || !followed.targets[path]) throw new Error(`not found: ${JSON.stringify(followed)}`);
    return performance.now() - began;
  };
  try {
    await look(all[0]!.path);
    const firstBytes = taken();
    const times: number[] = [];
    for (let at = 0; at < LOOKS; at++) {
      const target = targetAt(count + at);
      all.push(target);
      add(repository, repository.publisher.texts.has("flat") ? all : [target]);
      times.push(await look(target.path));
    }
    return { ms: median(times), bytes: taken(), firstBytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function targetAt(at: number): Target {
  return { path: `package-${at % 500}/1.0.${at}`, length: 1000, sha256: sha256Hex(Buffer.from(`release ${at}`)) };
}

/** Each bin is made once, however much goes into it. */
function addToBins(repository: Repository, targets: readonly Target[]): void {
  const { publisher } = repository;
  for (const [, group] of Map.groupBy(targets, (each) => publisher.placeOf(each.path)))
    repository.put(publisher.addAll(group));
  repository.sayCurrent();
}

function addFlat(repository: Repository, targets: readonly Target[]): void {
  const { publisher } = repository;
  const version = Number(publisher.texts.get("flat") ?? 1) + 1;
  const role = makeBin(version, targets, Date.now());
  signWith(role, [publisher.root]);
  repository.put({ role: "targets", text: textOf(role) });
  publisher.texts.set("flat", String(version));
  repository.sayCurrent();
}
