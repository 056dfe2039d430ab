import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NODE_VERSIONS, nodeBinary } from "../node-binary.ts";
import { type Bench, judged } from "../row.ts";
import { missingRow, shoal } from "./subnets.ts";

const MB = 1e6;
/** Heads of all layers, manifests, beacons and reports come with the patch. */
const WAN_BAR = 1.06;
const LAN_BAR = 1.12;

/** A subnet that has the release before moves the patch once over the WAN and once over the LAN, and nothing of the whole. */
export const upgrade: Bench = async () => {
  const missing = missingRow();
  if (missing) return missing;
  const folder = mkdtempSync(join(tmpdir(), "shoal-bench-upgrade-"));
  try {
    const [fromPath, toPath] = NODE_VERSIONS.map((version) => nodeBinary(folder, version)) as [string, string];
    const shape = { subnets: 1, hosts: 4, wanMbit: 40, lanMbit: 100, lossPercent: 1 };
    const sizeBytes = statSync(toPath).size;
    const own = await shoal(shape, sizeBytes, { upgrade: { fromPath, toPath } });
    const patchBytes = own.patchBytes!;
    // What came over the WAN entered the switch too.
    const wanBytes = own.counters.wan.down_bytes;
    const at = `node ${NODE_VERSIONS[0]} to ${NODE_VERSIONS[1]}, subnet of 4, 1 % loss`;
    const note = `the patch has ${(patchBytes / MB).toFixed(1)} MB, the whole ${(sizeBytes / MB).toFixed(1)} MB`;
    const row = (name: string, bytes: number, bar: number) =>
      judged(
        { name: `${at}: ${name}`, value: bytes / MB, unit: "MB", peer: patchBytes / MB, bar, barOf: "ratio", note },
        "lower",
      );
    return [
      row("over the WAN", wanBytes, WAN_BAR),
      row("from host to host over the LAN", own.counters.subnets["s1"]!.switch_in_bytes - wanBytes, LAN_BAR),
      {
        name: `${at}: last host`,
        value: own.lastMs / 1000,
        unit: "s",
        note: "with building the file out of the patch",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
