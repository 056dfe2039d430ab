import { type Bench, type BenchRow, judged } from "../row.ts";
import { missingRow, shoal, withPeers } from "./subnets.ts";

const MIB = 1024 * 1024;

/** One copy over the WAN for three subnets together, divided by their representatives. */
export const site: Bench = async ({ quick }) => {
  const missing = missingRow();
  if (missing) return missing;
  const sizeBytes = (quick ? 8 : 32) * MIB;
  const rows: BenchRow[] = [];
  for (const lossPercent of quick ? [1] : [0, 1, 5]) {
    const shape = { subnets: 3, hosts: 4, wanMbit: 20, lanMbit: 40, lossPercent };
    const { once, torrent } = await withPeers(shape, sizeBytes, async (peers) => ({
      once: await peers.pullOnce(),
      torrent: await peers.bitTorrent(),
    }));
    const own = await shoal(shape, sizeBytes, { settings: { siteName: "lab" } });
    const at = `site of 3 subnets of 4, ${lossPercent} % loss`;
    const value = own.lastMs / 1000;
    const wan = own.counters.wan.down_bytes / MIB;
    const beside = (name: string, peer: number, more: Partial<BenchRow>) =>
      rows.push(judged({ name: `${at}: ${name}`, value, unit: "s", peer, barOf: "ratio", ...more }, "lower"));
    beside("last host, beside one bare pull", once.ms! / 1000, { bar: 1.2 });
    beside("bytes over the WAN", once.wanBytes / MIB, {
      value: wan,
      unit: "MiB",
      bar: 1.03,
      note: "peer: one bare pull",
    });
    if (!torrent) rows.push({ name: `${at}: BitTorrent is not on this system`, value, unit: "s" });
    else if (torrent.ms === undefined) rows.push({ name: `${at}: BitTorrent did not end`, value, unit: "s" });
    else {
      beside("last host, beside BitTorrent", torrent.ms / 1000, { bar: 1 / 1.5 });
      beside("bytes over the WAN", torrent.wanBytes / MIB, { value: wan, unit: "MiB", note: "peer: BitTorrent" });
    }
  }
  return rows;
};
