import { type Bench, type BenchRow, judged } from "../row.ts";
import { hasProgram, type PeerRun } from "./lab-peers.ts";
import { missingRow, shoal, withPeers } from "./subnets.ts";

const MIB = 1024 * 1024;
const PEER_SHARE = 0.92;

/** The cast alone: one host holds the content before the task begins. */
export const lan: Bench = async ({ quick }) => {
  const missing = missingRow();
  if (missing) return missing;
  const sizeBytes = (quick ? 8 : 32) * MIB;
  const rows: BenchRow[] = [];
  let lossless = 0;
  for (const lossPercent of quick ? [1] : [0, 1, 5]) {
    const shape = { subnets: 1, hosts: 6, wanMbit: 100, lanMbit: 40, lossPercent };
    const peer: PeerRun | undefined = hasProgram("uftp")
      ? await withPeers(shape, sizeBytes, (peers) => peers.uftp(shape.lanMbit * PEER_SHARE, false))
      : undefined;
    const own = await shoal(shape, sizeBytes, { holders: ["s1.h1"] });
    const at = `1 subnet of 6, ${lossPercent} % loss`;
    const cast = own.counters.subnets["s1"]!.switch_in_bytes;
    if (lossPercent === 0) lossless = cast;
    const receivers = own.hosts.filter(({ fetchedMs }) => fetchedMs !== undefined);
    rows.push(
      judged(
        {
          name: `${at}: cast to the last host`,
          value: own.lastMs / 1000,
          unit: "s",
          ...(peer?.ms === undefined ? {} : { peer: peer.ms / 1000 }),
          bar: lossPercent === 0 ? 1.03 : 1,
          barOf: "ratio",
          note: "peer: uftp",
        },
        "lower",
      ),
      {
        name: `${at}: CPU of a receiver`,
        value:
          receivers.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) / receivers.length / (sizeBytes / 1024 ** 3),
        unit: "s/GiB",
        note: "with the start of the agent",
      },
      {
        name: `${at}: memory of a receiver`,
        value: Math.max(...receivers.map(({ rssBytes }) => rssBytes)) / MIB,
        unit: "MiB",
      },
    );
    if (lossPercent === 5 && lossless > 0)
      rows.push(
        judged(
          {
            name: `${at}: bytes cast, over those at 0 %`,
            value: cast / lossless,
            unit: "x",
            bar: 1.12,
            note: "5 receivers",
          },
          "lower",
        ),
      );
  }
  return rows;
};
