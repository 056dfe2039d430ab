import { type Bench, judged } from "../row.ts";
import { missingRow, shoal } from "./subnets.ts";

const MIB = 1024 * 1024;

/** What is left for others: a TCP transfer between two members by the same links, while the cast takes all that it may. */
export const beside: Bench = async ({ quick }) => {
  const missing = missingRow();
  if (missing) return missing;
  const shape = { subnets: 1, hosts: 4, wanMbit: 100, lanMbit: 40, lossPercent: 0 };
  const transfer = { from: "s1.h3", to: "s1.h2", sizeBytes: (quick ? 4 : 16) * MIB, afterMs: 1500 };
  const sizeBytes = (quick ? 8 : 64) * MIB;
  const own = await shoal(shape, sizeBytes, { holders: ["s1.h1"], transfer });
  const { aloneMs, besideMs } = own.transfer!;
  const name = "1 subnet of 4: TCP from member to member beside a cast at 98.5 % of the line";
  return [
    judged(
      { name, value: besideMs / 1000, unit: "s", peer: aloneMs / 1000, note: "peer: the same without the cast" },
      "lower",
    ),
    { name: "the cast beside it: last host", value: own.lastMs / 1000, unit: "s", note: `${sizeBytes / MIB} MiB` },
  ];
};
