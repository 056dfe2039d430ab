import { type Bench, type BenchRow, judged, told } from "../row.ts";
import { missingRow, shoal } from "./subnets.ts";

const MIB = 1024 * 1024;
/** On a slow machine both processors are too busy for the line's rate. */
const TIMEOUT_MS = 900_000;

/** What is resident of a device that receives a file many times its memory, on a perfect line and on a bad one. */
export const memory: Bench = async ({ quick }) => {
  const missing = missingRow();
  if (missing) return missing;
  const sizeBytes = (quick ? 128 : 4096) * MIB;
  const rows: BenchRow[] = [];
  for (const lossPercent of [0, 5]) {
    const shape = { subnets: 1, hosts: 2, wanMbit: 1000, lanMbit: 250, lossPercent };
    const own = await shoal(shape, sizeBytes, { holders: ["s1.h1"], timeoutMs: TIMEOUT_MS });
    const [receiver] = own.hosts.filter(({ bytes }) => bytes.multicast > 0);
    if (!receiver) throw new Error(`nobody received a cast: ${JSON.stringify(own.hosts)}`);
    const row = judged(
      {
        name: `a cast of ${sizeBytes / MIB} MiB at ${lossPercent} % loss: most that was resident of a receiver`,
        value: receiver.rssBytes / MIB,
        unit: "MiB",
        bar: 120,
        note: `${Math.round((100 * receiver.bytes.multicast) / sizeBytes)} % by the cast, ${(receiver.cpuSeconds / (sizeBytes / 1024 ** 3)).toFixed(1)} s of CPU a GiB`,
      },
      "lower",
    );
    rows.push(...told([row]));
  }
  return rows;
};
