import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { test } from "node:test";
import { boundInode, parseUdpTable, readUdpTable } from "./udp-table.ts";

const TABLE = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  712: 0100007F:2116 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1093521 2 00000000f00d 0
  713: 80FFFFEF:2116 00000000:0000 07 00000000:00021300 00:00000000 00000000  1000        0 1093522 2 00000000f00d 4711
`;
const TABLE_6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  713: 000012FF000000000000000001000272:2116 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 88 2 00000000f00d 3
`;

test("the kernel's table gives each socket's inode, port and drops", () => {
  assert.deepEqual(parseUdpTable(TABLE), [
    { inode: "1093521", port: 8470, drops: 0 },
    { inode: "1093522", port: 8470, drops: 4711 },
  ]);
  assert.deepEqual(parseUdpTable(TABLE_6), [{ inode: "88", port: 8470, drops: 3 }]);
  for (const text of ["", "\n\n", "a b c", TABLE.split("\n")[0]!]) assert.deepEqual(parseUdpTable(text), []);
});

test("a socket finds its own row among others of its port", (t) => {
  if (readUdpTable(4) === undefined) return t.skip("this system has no /proc/net/udp");
  const sockets = [0, 1, 2].map(() =>
    createSocket({ type: "udp4", reuseAddr: true, lookup: (host, _, done) => done(null, host, 4) }),
  );
  let port = 0;
  const inodes = sockets.map((socket) =>
    boundInode(4, () => {
      socket.bind({ port, address: "127.0.0.1", exclusive: true });
      port = socket.address().port;
      return port;
    }),
  );
  assert.equal(new Set(inodes).size, 3);
  const rows = readUdpTable(4)!.filter((row) => row.port === port);
  assert.deepEqual(rows.map((row) => row.inode).sort(), inodes.sort());
  for (const socket of sockets) socket.close();
});
