import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import { LIMITS } from "@shoal/protocol/limits";
import { NO_SESSION_BYTES } from "@shoal/protocol/session/no-bytes";
import { type ActionParts, type Part, SessionTally } from "./tally.ts";

const FILE = { digest: "f", sizeBytes: 1000, file: "app.msi", patch: false };
const part = (more: Partial<Part> = {}): Part => ({
  session: "aa",
  subnet: "10.1.0.0/24",
  site: undefined,
  blob: FILE,
  role: "holder",
  led: false,
  late: false,
  symbolsSent: 0,
  paritySent: 0,
  symbolsReceived: 10,
  parityReceived: 1,
  datagramsHeard: 20,
  datagramsLost: 2,
  bytes: { ...NO_SESSION_BYTES, multicast: 900, repair: 100 },
  bytesAgain: 0,
  ...more,
});
const bytesOf = (parts: readonly Part[]) => ({
  ...NO_BYTES,
  multicast: parts.reduce((sum, { bytes }) => sum + bytes.multicast + bytes.repair, 0),
  origin: parts.reduce((sum, { bytes }) => sum + bytes.origin, 0),
});
const action = (device: string, parts: readonly Part[], more: Partial<ActionParts> = {}): ActionParts => ({
  deviceId: `id-${device}`,
  device,
  site: undefined,
  bytes: bytesOf(parts),
  files: [FILE],
  parts,
  ...more,
});
const fetched = { ...NO_SESSION_BYTES, origin: 1000 };
const led = (more: Partial<Part> = {}) =>
  part({ led: true, role: "leading", symbolsSent: 12, paritySent: 2, symbolsReceived: 0, bytes: fetched, ...more });

test("each subnet is held against one copy, and the task against what all of them wanted", () => {
  const tally = new SessionTally();
  tally.add(action("a1", [led()]));
  tally.add(action("a2", [part({ late: true, bytesAgain: 7 })]));
  tally.add(action("b1", [led({ subnet: "10.2.0.0/24" })]));
  tally.add(action("b2", [part({ subnet: "10.2.0.0/24", bytes: { ...NO_SESSION_BYTES, peer: 400, origin: 600 } })]));
  const { totals, sites, truncated } = tally.tree;
  assert.equal(truncated, false);
  assert.deepEqual([totals.devices, totals.sessions, totals.representatives, totals.lateJoiners], [4, 2, 2, 1]);
  assert.deepEqual([totals.wanBytes, totals.bytesAgain, totals.copyBytes], [2607, 7, 1000]);
  assert.deepEqual(totals.bytes, { ...NO_SESSION_BYTES, multicast: 900, repair: 100, peer: 400, origin: 2600 });
  assert.deepEqual(
    [totals.symbolsSent, totals.paritySent, totals.datagramsHeard, totals.datagramsLost],
    [24, 4, 80, 8],
  );
  assert.deepEqual(
    sites.map(({ site, subnets }) => [
      site,
      subnets.map(({ subnet, totals: of }) => [subnet, of.wanBytes, of.copyBytes]),
    ]),
    [
      [
        undefined,
        [
          ["10.1.0.0/24", 1007, 1000],
          ["10.2.0.0/24", 1600, 1000],
        ],
      ],
    ],
  );
  const [session] = sites[0]!.subnets[0]!.sessions;
  assert.deepEqual([session!.file, session!.digest, session!.totals.devices], ["app.msi", "f", 2]);
  assert.deepEqual(session!.representatives, [
    { deviceId: "id-a1", device: "a1", role: "leading", symbolsSent: 12, wanBytes: 1000 },
  ]);
});

test("a representative that began anew is one device, one representative, and all that it fetched", () => {
  const tally = new SessionTally();
  tally.add(
    action("a1", [
      led({ bytes: { ...fetched, origin: 300 } }),
      led({ symbolsSent: 30, bytes: { ...fetched, origin: 700 } }),
    ]),
  );
  tally.add(action("a2", [led({ symbolsSent: 20, role: "following", bytes: NO_SESSION_BYTES })]));
  const { totals, sites } = tally.tree;
  assert.deepEqual([totals.devices, totals.representatives, totals.sessions, totals.wanBytes], [2, 2, 1, 1000]);
  assert.deepEqual(
    sites[0]!.subnets[0]!.sessions[0]!.representatives.map(({ device, symbolsSent, wanBytes }) => [
      device,
      symbolsSent,
      wanBytes,
    ]),
    [
      ["a1", 42, 1000],
      ["a2", 20, 0],
    ],
  );
});

test("who was in no session stands apart, under its site, with all that it took over the WAN", () => {
  const tally = new SessionTally();
  tally.add(action("in", [led({ site: "Kiel" })]));
  tally.add(action("out", [], { site: "Kiel", bytes: { ...NO_BYTES, origin: 1000 } }));
  tally.add(action("away", [], { bytes: { ...NO_BYTES, push: 900, patchSaved: 5 } }));
  tally.add(action("beside", [part({ site: "Kiel" })], { bytes: { ...NO_BYTES, multicast: 1000, origin: 40 } }));
  const { totals, sites } = tally.tree;
  assert.deepEqual([totals.wanBytes, totals.copyBytes, totals.devices], [2940, 1000, 4]);
  assert.deepEqual(
    sites.map(({ site, totals: of, subnets }) => [
      site,
      of.wanBytes,
      subnets.map((each) => [each.subnet, each.totals.wanBytes, each.totals.devices]),
    ]),
    [
      [
        "Kiel",
        2040,
        [
          ["10.1.0.0/24", 1040, 2],
          [undefined, 1000, 1],
        ],
      ],
      [undefined, 900, [[undefined, 900, 1]]],
    ],
  );
});

test("of more subnets than an answer has room for, the totals still know", () => {
  const tally = new SessionTally();
  for (let at = 0; at <= LIMITS.sessionSubnets; at++)
    tally.add(action(`d${at}`, [part({ subnet: `10.${at >> 8}.${at & 255}.0/24` })]));
  const { totals, sites, truncated } = tally.tree;
  assert.deepEqual(
    [totals.sessions, truncated, sites[0]!.subnets.length],
    [LIMITS.sessionSubnets + 1, true, LIMITS.sessionSubnets],
  );
  assert.deepEqual(
    sites[0]!.subnets.slice(9, 11).map(({ subnet }) => subnet),
    ["10.0.9.0/24", "10.0.10.0/24"],
  );
});
