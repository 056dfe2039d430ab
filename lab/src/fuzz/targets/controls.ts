import type { Control } from "@shoal/protocol/multicast/messages";

const claim = { suitability: 3, pieces: 7, tie: 9 };
const loss = { lossPermille: 12, delayMs: 3 };

/** One message of each kind that devices of a session say to each other. */
export const CONTROLS: readonly Control[] = [
  { type: "offer", claim, sentMs: 1_700_000_000_000 },
  {
    ...{ type: "beacon", claim, sentMs: 1_700_000_000_000, clockUs: 5, phase: "casting", startsInMs: 100, members: 3 },
    ...{ rateBytesPerSecond: 1_000_000, castSymbols: 128, peerPort: 7000, round: 1 },
    holders: [
      { host: "10.1.2.3", port: 7000 },
      { host: "fe80::1%eth0", port: 7001 },
    ],
  },
  {
    type: "status",
    state: "joined",
    missing: 4,
    lacks: [
      [0, 3],
      [9, 1],
    ],
    ...loss,
    peerPort: 7000,
  },
  { type: "mark", clockUs: 9, blocks: [{ block: 1, sent: 128, planned: 140 }] },
  { type: "nack", ...loss, blocks: [{ block: 2, need: 3, known: 130 }] },
  { type: "bye", why: "the task ended" },
  { type: "evict", rateBytesPerSecond: 4_000_000 },
];
