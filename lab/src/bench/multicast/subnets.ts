import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Netlab, type NetlabShape, netlabMissing } from "../../netlab/netlab.ts";
import { runScenario } from "../../netlab/run-scenario.ts";
import type { ScenarioOptions, ScenarioResult } from "../../netlab/scenario.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";
import { hasProgram, LabPeers, type PeerRun } from "./lab-peers.ts";

const MIB = 1024 * 1024;
/** Of the LAN's rate: what uftp was tuned to on this lab, and what leaves room for the acknowledgements of the pull. */
const PEER_SHARE = 0.92;
const OWN_SHARE = 0.985;

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
    return await run(new LabPeers(lab, folder, sizeBytes));
  } finally {
    lab.down();
    rmSync(folder, { recursive: true, force: true });
  }
}

export function missingRow(): BenchRow[] | undefined {
  const missing = netlabMissing();
  return missing ? [{ name: `not measured: ${missing}`, value: 0, unit: "" }] : undefined;
}

export async function shoal(
  shape: NetlabShape,
  sizeBytes: number,
  more: Pick<Partial<ScenarioOptions>, "holders" | "upgrade"> & { settings?: object } = {},
): Promise<ScenarioResult> {
  const { holders = [], settings = {}, upgrade } = more;
  const result = await runScenario({
    shape,
    sizeBytes,
    settings: { ...castSettings(shape.lanMbit), ...settings },
    events: [],
    late: [],
    holders,
    ...(upgrade ? { upgrade } : {}),
    timeoutMs: 240_000,
  });
  const failed = result.hosts.filter(({ state }) => state !== "succeeded");
  if (failed.length > 0) throw new Error(`not every host has it: ${JSON.stringify(failed)}`);
  return result;
}

const seconds = (run: PeerRun) => (run.ms === undefined ? undefined : run.ms / 1000);

/** One copy over the WAN for each of three subnets, cast while it comes. */
export const subnets: Bench = async ({ quick }) => {
  const missing = missingRow();
  if (missing) return missing;
  const sizeBytes = (quick ? 8 : 32) * MIB;
  const rows: BenchRow[] = [];
  for (const lossPercent of quick ? [1] : [0, 1, 5]) {
    const shape = { subnets: 3, hosts: 4, wanMbit: 20, lanMbit: 40, lossPercent };
    const others = await withPeers(shape, sizeBytes, async (peers) => ({
      bare: await peers.pullPerSubnet(),
      uftp: hasProgram("uftp") ? await peers.uftp(shape.lanMbit * PEER_SHARE) : undefined,
      udpcast: hasProgram("udp-sender") ? await peers.udpcast(shape.lanMbit * PEER_SHARE) : undefined,
    }));
    const own = await shoal(shape, sizeBytes);
    const at = `3 subnets of 4, ${lossPercent} % loss`;
    const value = own.lastMs / 1000;
    const time = (name: string, peer: PeerRun | undefined, bar?: number): BenchRow[] => {
      const took = peer && seconds(peer);
      if (took === undefined) return peer ? [{ name: `${at}: ${name} did not end`, value, unit: "s" }] : [];
      const row = { name: `${at}: last host, beside ${name}`, value, unit: "s", peer: took };
      return [judged(bar === undefined ? row : { ...row, bar, barOf: "ratio" }, "lower")];
    };
    rows.push(
      ...time("bare pulls, one a subnet", others.bare, lossPercent === 5 ? 1.06 : 1.03),
      ...time("uftp after the pull", others.uftp, 1),
      ...time("udpcast fed by the pull", others.udpcast, 1),
      judged(
        {
          name: `${at}: bytes over the WAN`,
          value: own.counters.wan.down_bytes / MIB,
          unit: "MiB",
          peer: others.bare.wanBytes / MIB,
          bar: 1.01,
          barOf: "ratio",
          note: "peer: bare pulls",
        },
        "lower",
      ),
    );
  }
  return rows;
};
