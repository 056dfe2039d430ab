import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { networkInterfaces } from "node:os";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { ReadInterfaces } from "./link-change.ts";
import type { TransportEvents } from "./transport.ts";
import { udp, udpTransport } from "./udp.ts";

const NAME = Object.entries(networkInterfaces()).find(([, all]) =>
  all?.some((each) => each.address === "127.0.0.1"),
)![0];
const LINK = { name: NAME, address: "127.0.0.1" };

function heard(): TransportEvents & { downs: string[] } {
  const downs: string[] = [];
  return { downs, datagram: () => undefined, down: (why) => void downs.push(why) };
}

async function portOf(socket: Socket): Promise<number> {
  socket.bind(0);
  await once(socket, "listening");
  return socket.address().port;
}

test("a link without the address is an error at once", async () => {
  await assert.rejects(udp.open({ ...LINK, address: "127.0.0.9" }, 0, heard()), /has no address 127\.0\.0\.9/);
  await assert.rejects(udp.open({ name: "none", address: "127.0.0.1" }, 0, heard()), /none has no address/);
});

test("an address that goes away is told once, whatever else changes", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const own = { address: "127.0.0.1", cidr: "127.0.0.1/8", family: "IPv4" as const };
  const other = { address: "10.0.0.2", cidr: "10.0.0.2/24", family: "IPv4" as const };
  let now: ReturnType<ReadInterfaces> = { [NAME]: [own] };
  const events = heard();
  const transport = await udpTransport({ readInterfaces: () => now, lookMs: 100 }).open(LINK, 0, events);
  for (now of [{ [NAME]: [own, other] }, { [NAME]: [other] }, {}, { [NAME]: [own] }, {}]) {
    t.mock.timers.tick(100);
    await setImmediate();
  }
  assert.deepEqual(events.downs, [`${NAME} has no address 127.0.0.1 any more`]);
  await transport.close();
});

test("what cannot be sent is counted and does no more harm", async () => {
  const events = heard();
  const transport = await udp.open(LINK, 0, events);
  // From a loopback address nothing leads out of the machine; a name is not looked up.
  for (const host of ["192.0.2.77", "localhost"])
    assert.equal(transport.send(new Uint8Array(9), { host, port: 9 }), true);
  await setImmediate();
  const { count, last } = transport.failures();
  assert.equal(count, 2);
  assert.match(last!, /^E[A-Z]+$/);
  assert.deepEqual(events.downs, []);
  await transport.close();
});

test("a port that somebody keeps to himself is told, and ends nothing", async () => {
  const selfish = createSocket({ type: "udp4" });
  const events = heard();
  const transport = await udp.open(LINK, await portOf(selfish), events);
  transport.join("239.255.128.9");
  assert.deepEqual(events.downs, [], "not within the call");
  await setImmediate();
  assert.match(events.downs[0]!, /^239\.255\.128\.9 cannot be joined on .*EADDRINUSE/);
  assert.equal(transport.send(new Uint8Array(1), transport.local), true);
  await Promise.all([transport.close(), new Promise<void>((done) => selfish.close(() => done()))]);
});

test("drops of a group that was left are not forgotten", async (t) => {
  const shared = createSocket({ type: "udp4" });
  const port = await portOf(shared);
  await new Promise<void>((done) => shared.close(() => done()));
  const [sender, receiver] = [await udp.open(LINK, port, heard()), await udp.open(LINK, port, heard())];
  t.after(() => Promise.all([sender.close(), receiver.close()]));
  if (receiver.dropped() === undefined) return t.skip("this system does not tell drops");
  receiver.join("239.255.128.10");
  for (let at = 0; at < 9000; at++) sender.send(new Uint8Array(1000), { host: "239.255.128.10", port });
  const dropped = receiver.dropped()!;
  assert.ok(dropped > 0);
  receiver.leave("239.255.128.10");
  await setImmediate();
  assert.equal(receiver.dropped(), dropped);
});
