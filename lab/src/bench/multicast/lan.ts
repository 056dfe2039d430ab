import { type Bench, type BenchRow, judged } from "../row.ts";
import { missingRow, shoal, withPeers } from "./subnets.ts";

const MIB = 1024 * 1024;
const GIB = 1024 ** 3;
const PEER_SHARE = 0.92;
/** Nothing else uses the line of one that has the content. */
const OWN_SHARE = 0.995;

interface LanCase {
  hosts: number;
  lanMbit: number;
  sizeBytes: number;
  lossPercents: readonly number[];
  /** Of the bytes cast at 5 % loss, over those at 0 %. */
  castBar: number;
  /** Of the time beside uftp, at this loss. */
  timeBar?: (lossPercent: number) => number;
}

/** Two processors carry 37,000 received datagrams a second over all hosts: many of them have a slower LAN. */
const FEW: LanCase = {
  hosts: 6,
  lanMbit: 40,
  sizeBytes: 32 * MIB,
  lossPercents: [0, 1, 5],
  castBar: 1.12,
  timeBar: (lossPercent) => (lossPercent === 0 ? 1.03 : 1),
};
const MANY: LanCase = { hosts: 20, lanMbit: 14, sizeBytes: 16 * MIB, lossPercents: [0, 5], castBar: 1.15 };
const QUICK: LanCase = { ...FEW, sizeBytes: 8 * MIB, lossPercents: [1] };

/** The cast alone: one host holds the content before the task begins. */
export const lan: Bench = async ({ quick }) => {
  const missing = missingRow();
  if (missing) return missing;
  const rows: BenchRow[] = [];
  for (const each of quick ? [QUICK] : [FEW, MANY]) rows.push(...(await measured(each)));
  return rows;
};

async function measured({ hosts, lanMbit, sizeBytes, lossPercents, castBar, timeBar }: LanCase): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const lossless: { own?: number; peer?: number } = {};
  for (const lossPercent of lossPercents) {
    const shape = { subnets: 1, hosts, wanMbit: 100, lanMbit, lossPercent };
    const peer = await withPeers(shape, sizeBytes, (peers) => peers.uftp(lanMbit * PEER_SHARE, false));
    const settings = { multicastRateBytesPerSecond: Math.round((lanMbit * 1e6 * OWN_SHARE) / 8) };
    const own = await shoal(shape, sizeBytes, { holders: ["s1.h1"], settings });
    const at = `1 subnet of ${hosts}, ${lossPercent} % loss`;
    const cast = own.counters.subnets["s1"]!.switch_in_bytes;
    if (lossPercent === 0) Object.assign(lossless, { own: cast, peer: peer?.switchBytes });
    const receivers = own.hosts.filter(({ host }) => host !== "s1.h1");
    const cpuSeconds = receivers.reduce((sum, each) => sum + each.cpuSeconds, 0) / receivers.length;
    const time = {
      name: `${at}: cast to the last host`,
      value: own.lastMs / 1000,
      unit: "s",
      ...(peer?.ms === undefined ? {} : { peer: peer.ms / 1000 }),
      note: "peer: uftp",
    };
    rows.push(
      timeBar ? judged({ ...time, bar: timeBar(lossPercent), barOf: "ratio" }, "lower") : time,
      {
        name: `${at}: CPU of a receiver`,
        value: cpuSeconds / (sizeBytes / GIB),
        unit: "s/GiB",
        ...(peer?.cpuSeconds === undefined ? {} : { peer: peer.cpuSeconds / (sizeBytes / GIB) }),
        note: "with the start of the agent; peer: uftpd",
      },
      {
        name: `${at}: memory of a receiver`,
        value: Math.max(...receivers.map(({ rssBytes }) => rssBytes)) / MIB,
        unit: "MiB",
        ...(peer?.rssBytes === undefined ? {} : { peer: peer.rssBytes / MIB }),
        note: "peer: uftpd",
      },
    );
    if (lossPercent !== 5 || !lossless.own) continue;
    const ofPeer = peer && lossless.peer ? ` (uftp: ${(peer.switchBytes / lossless.peer).toFixed(2)})` : "";
    const row = { name: `${at}: bytes cast, over those at 0 %`, value: cast / lossless.own, unit: "x" };
    rows.push(judged({ ...row, bar: castBar, note: `${hosts - 1} receivers${ofPeer}` }, "lower"));
  }
  return rows;
}
