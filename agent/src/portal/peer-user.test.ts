import assert from "node:assert/strict";
import { test } from "node:test";
import { userIn } from "./peer-user.ts";

const HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
const row = (local: string, remote: string, state: string, uid: number) =>
  `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 12345 1 0000000000000000 20 4 30 10 -1`;
const table = (...rows: string[]) => [HEAD, ...rows, ""].join("\n");
// Port 40000 speaks to ours, 7000.
const ENDS = { localPort: 7000, remotePort: 40_000 };

test("a connection is whose socket speaks to ours, not whose it is that listens or has spoken", () => {
  const ours = row("0100007F:1B58", "0100007F:9C40", "01", 0);
  assert.equal(userIn(table(ours, row("0100007F:9C40", "0100007F:1B58", "01", 1000)), ENDS), 1000);
  assert.equal(userIn(table(ours), ENDS), undefined);
  assert.equal(userIn(table(row("0100007F:9C40", "00000000:0000", "0A", 1000)), ENDS), undefined, "it listens");
  assert.equal(
    userIn(table(row("0100007F:9C40", "0100007F:1B58", "06", 0)), ENDS),
    undefined,
    "it is over: root's number is nobody's",
  );
  assert.equal(userIn(table(row("0100007F:9C40", "0100007F:1B59", "01", 1000)), ENDS), undefined, "another port");
  assert.equal(userIn(table(row("0A00020F:9C40", "0100007F:1B58", "01", 1000)), ENDS), undefined, "from elsewhere");
  assert.equal(userIn("", ENDS), undefined);
});

test("it is found among the sockets of IPv6, and where numbers have the other order", () => {
  const mapped = "0000000000000000FFFF00000100007F";
  assert.equal(userIn(table(row(`${mapped}:9C40`, `${mapped}:1B58`, "01", 7)), ENDS), 7);
  assert.equal(userIn(table(row("7F000001:9C40", "7F000001:1B58", "01", 8)), ENDS), 8);
});
