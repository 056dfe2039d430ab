import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Netlab, type NetlabShape, netlabMissing } from "../../netlab/netlab.ts";
import { runScenario } from "../../netlab/run-scenario.ts";
import type { ScenarioOptions, ScenarioResult } from "../../netlab/scenario.ts";
import { type Bench, type BenchRow, judged, told } from "../row.ts";
import { LabPeers } from "./lab-peers.ts";
import type { PeerRun } from "./peer-run.ts";

const MIB = 1024 * 1024;
/** Of the LAN's rate: what uftp was tuned to on this lab, and what leaves room for the acknowledgements of the pull. */
const PEER_SHARE = 0.92;
const OWN_SHARE = 0.985;

const MEMORY = "/dev/shm";

/** Settings of a task that casts at once, at this rate of the LAN. */
export function castSettings(lanMbit: number): Record<string, unknown> {
  return { multicastStartDelayMs: 0, multicastRateBytesPerSecond: Math.round((lanMbit * 1e6 * OWN_SHARE) / 8) };
}

/** Builds the network, runs peers in it one after the other, takes it down. */
export async function withPeers<T>(
  shape: NetlabShape,
  sizeBytes: number,
  run: (peers: LabPeers) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "shoal-bench-"));
  const lab = new Netlab(shape);
  try {
    writeFileSync(join(folder, "content.bin"), randomBytes(sizeBytes));
    lab.up();
    return await run(new LabPeers(lab, folder));
  } finally {
    lab.down();
    rmSync(folder, { recursive: true, force: true });
  }
}

export function missingRow(): BenchRow[] | undefined {
  const missing = netlabMissing();
  return missing ? [{ name: `not measured: ${missing}`, value: 0, unit: "" }] : undefined;
}

/**
 * Where a dozen hosts have their disks for a comparison: in memory, as what their peers receive. On one real disk they would wait
 * for each other's journals to be synced.
 */
function diskFor(sizeBytes: number): { disk?: string } {
  return sizeBytes <= 256 * MIB && existsSync(MEMORY) ? { disk: MEMORY } : {};
}

export async function shoal(
  shape: NetlabShape,
  sizeBytes: number,
  more: Pick<Partial<ScenarioOptions>, "holders" | "upgrade" | "transfer" | "timeoutMs"> & { settings?: object } = {},
): Promise<ScenarioResult> {
  const { holders = [], settings = {}, ...rest } = more;
  const result = await runScenario({
    shape,
    sizeBytes,
    settings: { ...castSettings(shape.lanMbit), ...settings },
    events: [],
    late: [],
    holders,
    timeoutMs: 240_000,
    ...rest,
    ...diskFor(sizeBytes),
  });
  const failed = result.hosts.filter(({ state }) => state !== "succeeded");
  if (failed.length > 0) throw new Error(`not every host has it: ${JSON.stringify(failed)}`);
  return result;
}

interface SubnetsCase {
  shape: Omit<NetlabShape, "lossPercent">;
  sizeBytes: number;
  lossPercents: readonly number[];
  isJudged: boolean;
}

/** Two processors carry 37,000 received datagrams a second over all hosts: what is compared has slower lines. */
const COMPARED: SubnetsCase = {
  shape: { subnets: 3, hosts: 4, wanMbit: 20, lanMbit: 40 },
  sizeBytes: 32 * MIB,
  lossPercents: [0, 1, 5],
  isJudged: true,
};
const LARGER: SubnetsCase = {
  shape: { subnets: 3, hosts: 6, wanMbit: 50, lanMbit: 100 },
  sizeBytes: 64 * MIB,
  lossPercents: [0, 1, 5],
  isJudged: false,
};
const QUICK: SubnetsCase = { ...COMPARED, sizeBytes: 8 * MIB, lossPercents: [1] };

/** One copy over the WAN for each of three subnets, cast while it comes. */
export const subnets: Bench = async ({ quick }) => missingRow() ?? (await eachLoss(quick ? QUICK : COMPARED));

/** The same with more hosts, quicker lines and a larger file, at which the processors are busy: printed, not judged. */
export const larger: Bench = async ({ quick }) =>
  missingRow() ?? (await eachLoss(quick ? { ...LARGER, sizeBytes: 16 * MIB, lossPercents: [1] } : LARGER));

async function eachLoss({ lossPercents, ...of }: SubnetsCase): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const lossPercent of lossPercents) rows.push(...told(await beside(of, lossPercent)));
  return rows;
}

async function beside(
  { shape: lossless, sizeBytes, isJudged }: Omit<SubnetsCase, "lossPercents">,
  lossPercent: number,
): Promise<BenchRow[]> {
  const shape = { ...lossless, lossPercent };
  const rate = shape.lanMbit * PEER_SHARE;
  const others = await withPeers(shape, sizeBytes, async (peers) => ({
    bare: await peers.pullPerSubnet(),
    // Loss is of UDP alone: once is enough.
    everywhere: !isJudged && lossPercent === 0 ? await peers.pullEverywhere() : undefined,
    uftp: await peers.uftp(rate),
    udpcast: isJudged ? await peers.udpcast(rate, "after-pull") : undefined,
    udpcastFed: await peers.udpcast(rate, "while-pulling"),
    norm: await peers.norm(rate),
    torrent: await peers.bitTorrent(),
  }));
  const own = await shoal(shape, sizeBytes);
  const at = `${shape.subnets} subnets of ${shape.hosts}, ${lossPercent} % loss`;
  const value = own.lastMs / 1000;
  const wan = own.counters.wan.down_bytes / MIB;
  const time = (name: string, peer: PeerRun | undefined, bar?: number): BenchRow[] => {
    if (!peer) return [];
    const row = { name: `${at}: last host, beside ${name}`, value, unit: "s" };
    if (peer.ms === undefined) return [{ ...row, note: "not every host of the peer had it in time" }];
    const note = `peer: ${(peer.wanBytes / MIB).toFixed(1)} MiB over the WAN`;
    const barred = bar === undefined || !isJudged ? {} : { bar, barOf: "ratio" as const };
    return [judged({ ...row, peer: peer.ms / 1000, note, ...barred }, "lower")];
  };
  return [
    ...time("bare pulls, one a subnet", others.bare, lossPercent === 5 ? 1.06 : 1.03),
    ...time("a pull by every host", others.everywhere),
    ...time("uftp after the pull", others.uftp, 1),
    ...time("udpcast after the pull", others.udpcast, 1),
    ...time("udpcast fed by the pull", others.udpcastFed, 1),
    ...time("NORM after the pull", others.norm, 1),
    // It has fewer copies by passing pieces between subnets: what is to be compared with it is a site.
    ...time("BitTorrent", others.torrent),
    judged(
      {
        name: `${at}: bytes over the WAN`,
        value: wan,
        unit: "MiB",
        peer: others.bare.wanBytes / MIB,
        ...(isJudged ? { bar: 1.01, barOf: "ratio" as const } : {}),
        note: "peer: bare pulls",
      },
      "lower",
    ),
  ];
}
