import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionPartRow, SessionTotals, SessionTree } from "@shoal/protocol/api/session";
import { NO_SESSION_BYTES } from "@shoal/protocol/session/no-bytes";
import { joinParts } from "./device-parts.ts";
import { totalsLine } from "./totals-line.ts";
import { treeRows } from "./tree-rows.ts";

const none = {
  symbolsSent: 0,
  paritySent: 0,
  symbolsReceived: 0,
  parityReceived: 0,
  datagramsHeard: 0,
  datagramsLost: 0,
};
const totals = (more: Partial<SessionTotals> = {}): SessionTotals => ({
  devices: 3,
  sessions: 1,
  representatives: 1,
  lateJoiners: 0,
  wanBytes: 1_010_000,
  copyBytes: 1_000_000,
  bytesAgain: 0,
  bytes: { ...NO_SESSION_BYTES, origin: 1_010_000, multicast: 1_990_000 },
  ...none,
  ...more,
});
const session = {
  session: "0123456789abcdef",
  digest: "d".repeat(64),
  file: "app.msi",
  patch: false,
  representatives: [],
};
const part = (device: string, more: Partial<SessionPartRow> = {}): SessionPartRow => ({
  deviceId: `id-${device}`,
  device,
  peers: [],
  actionId: "1",
  session: session.session,
  digest: session.digest,
  subnet: "10.1.0.0/24",
  role: "holder",
  led: false,
  late: false,
  ...none,
  bytes: { ...NO_SESSION_BYTES, multicast: 900_000, repair: 100_000 },
  bytesAgain: 0,
  startedMs: 1,
  endedMs: 2,
  ...more,
});
const tree = (sites: SessionTree["sites"], of = totals()): SessionTree => ({
  taskId: "7",
  name: "",
  package: "app",
  version: "1",
  totals: of,
  sites,
  truncated: false,
});
const subnet = (name: string | undefined, of = totals()) => ({
  ...(name && { subnet: name }),
  totals: of,
  sessions: name ? [{ ...session, totals: of }] : [],
});

test("the tree goes from task over site, subnet and session to devices, those that led first", () => {
  const parts = [
    part("pc10", { late: true }),
    part("pc9"),
    part("pc7", { led: true, role: "leading", symbolsSent: 1000, paritySent: 80 }),
  ];
  const of = totals({ datagramsHeard: 980, datagramsLost: 20, lateJoiners: 1 });
  const sites = [
    { site: "Kiel", totals: of, subnets: [subnet("10.1.0.0/24", of)] },
    { totals: totals(), subnets: [subnet("10.2.0.0/24"), subnet(undefined)] },
  ];
  const kiel = joinParts(parts.map((each) => ({ ...each, site: "Kiel" })));
  const rows = treeRows(tree(sites, of), kiel, 20);
  assert.deepEqual(
    rows.map((row) => row.where),
    [
      "task 7",
      "├─ site Kiel",
      "│  └─ 10.1.0.0/24  app.msi (01234567)",
      "│     ├─ pc7",
      "│     ├─ pc9",
      "│     └─ pc10",
      "└─ no site",
      "   ├─ 10.2.0.0/24  app.msi (01234567)",
      "   └─ in no session",
    ],
  );
  assert.deepEqual(rows[0], {
    where: "task 7",
    kind: "group",
    is: "3 devices, 1 late",
    bytes: "multicast 1.99 MB, origin 1.01 MB",
    wan: "1.01 ×",
    cast: "",
    lost: "2.0 %",
  });
  assert.deepEqual([rows[3]!.kind, rows[3]!.is, rows[3]!.cast], ["representative", "leading", "1.41 MB"]);
  assert.deepEqual(
    [rows[5]!.kind, rows[5]!.bytes, rows[5]!.is],
    ["member", "multicast 900 kB, repair 100 kB", "holder, late"],
  );
});

test("a site is not drawn where there is only one, without a name; of many members some are", () => {
  const parts = joinParts([part("c"), part("b"), part("a")]);
  const rows = treeRows(tree([{ totals: totals(), subnets: [subnet("10.1.0.0/24")] }]), parts, 2);
  assert.deepEqual(
    rows.map((row) => row.where),
    ["task 7", "└─ 10.1.0.0/24  app.msi (01234567)", "   ├─ a", "   ├─ b", "   └─ … 1 more"],
  );
});

test("several sessions of one subnet each have a line, a patch by the file that it makes", () => {
  const of = totals();
  const patch = { ...session, session: "f".repeat(16), patch: true };
  const both = [
    { ...session, totals: of },
    { ...patch, totals: of },
  ];
  const rows = treeRows(
    tree([{ totals: of, subnets: [{ subnet: "10.1.0.0/24", totals: of, sessions: both }] }]),
    new Map(),
    9,
  );
  assert.deepEqual(
    rows.map((row) => row.where),
    ["task 7", "└─ 10.1.0.0/24", "   ├─ app.msi (01234567)", "   └─ patch of app.msi (ffffffff)"],
  );
});

test("a device that began anew is one line, with all its bytes and its last role; another subnet is another", () => {
  const first = part("a", { led: true, role: "leading", symbolsSent: 5, endedMs: 10, datagramsLost: 2 });
  const second = part("a", { late: true, symbolsSent: 7, startedMs: 11, endedMs: 20 });
  const elsewhere = part("a", { subnet: "10.2.0.0/24" });
  const [row] = joinParts([second, first, elsewhere]).get(`\n10.1.0.0/24\n${session.session}`)!;
  assert.deepEqual(
    [row!.role, row!.led, row!.late, row!.symbolsSent, row!.datagramsLost, row!.bytes.multicast],
    ["holder", true, true, 12, 2, 1_800_000],
  );
});

test("the task in one line: copies in all, for each subnet where there are several, and what else counts", () => {
  const two = totals({
    wanBytes: 2_020_000,
    sessions: 2,
    representatives: 3,
    lateJoiners: 1,
    bytesAgain: 20_000,
    datagramsHeard: 99,
    datagramsLost: 1,
  });
  two.bytes.repair = 5000;
  const sites = [{ totals: two, subnets: [subnet("10.1.0.0/24"), subnet("10.2.0.0/24"), subnet(undefined)] }];
  assert.equal(
    totalsLine(tree(sites, two)),
    "WAN 2.02 copies of 1.00 MB, 1.01 for each of 2 subnets; 2 sessions, 3 representatives, 1 late joiner, 20.0 kB came twice, 5.00 kB repaired, 1.0 % lost",
  );
  const alone = totals({ sessions: 0, representatives: 0 });
  assert.equal(
    totalsLine(tree([{ totals: alone, subnets: [subnet(undefined, alone)] }], alone)),
    "WAN 1.01 copies of 1.00 MB",
  );
  const nothing = totals({ sessions: 0, representatives: 0, wanBytes: 0, copyBytes: 0 });
  assert.equal(totalsLine(tree([], nothing)), "WAN 0 B");
});
