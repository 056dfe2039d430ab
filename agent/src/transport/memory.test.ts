import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { seededRandom } from "@shoal/core/random/seeded";
import { MemoryNet } from "./memory.ts";

async function pair(net: MemoryNet, from = "10.1.0.1", to = "10.1.0.2") {
  const seen = { count: 0, downs: [] as string[] };
  const none = { datagram() {}, down() {} };
  const a = await net.open({ name: "a", address: from }, 1, none);
  const b = await net.open({ name: "b", address: to }, 1, {
    datagram: () => seen.count++,
    down: (why) => void seen.downs.push(why),
  });
  return { a, b, seen };
}

test("a lossy subnet loses its share, each receiver for itself, and the same for the same seed", async () => {
  const run = async (seed: number) => {
    const net = new MemoryNet({ subnets: ["10.1.0.0/16"], loss: 0.2, random: seededRandom(seed) });
    const { a, b, seen } = await pair(net);
    b.join("239.255.128.1");
    for (let at = 0; at < 1000; at++) a.send(new Uint8Array(1), { host: "239.255.128.1", port: 1 });
    await setImmediate();
    const lossy = seen.count;
    net.lose(0, "10.1.0.2");
    for (let at = 0; at < 1000; at++) a.send(new Uint8Array(1), b.local);
    await setImmediate();
    assert.equal(seen.count - lossy, 1000);
    return lossy;
  };
  const first = await run(1);
  assert.ok(first > 740 && first < 860, `${first} of 1000 came`);
  assert.equal(await run(1), first);
  assert.notEqual(await run(2), first);
});

test("unicast crosses subnets; multicast does not; nowhere is nowhere", async () => {
  const net = new MemoryNet({ subnets: ["10.1.0.0/24", "10.2.0.0/24"] });
  const { a, b, seen } = await pair(net, "10.1.0.1", "10.2.0.1");
  b.join("239.255.128.1");
  a.send(new Uint8Array(1), { host: "239.255.128.1", port: 1 });
  a.send(new Uint8Array(1), { host: "10.9.0.1", port: 1 });
  a.send(new Uint8Array(1), b.local);
  await setImmediate();
  assert.equal(seen.count, 1);
  await assert.rejects(net.open({ name: "c", address: "10.3.0.1" }, 1, { datagram() {}, down() {} }), /no address/);
  assert.throws(() => new MemoryNet({ subnets: ["10.1.0.0"] }), RangeError);
});

test("what waits at a jammed link goes when it is freed, and a pulled cable is told once", async () => {
  const net = new MemoryNet({ subnets: ["10.1.0.0/24"] });
  const { a, b, seen } = await pair(net);
  net.jam("10.1.0.1");
  for (let at = 0; at < 100; at++) a.send(new Uint8Array(1), b.local);
  assert.equal(a.queued, 64);
  net.free("10.1.0.1");
  await setImmediate();
  assert.deepEqual([a.queued, seen.count], [0, 64]);
  net.unplug("10.1.0.2");
  net.unplug("10.1.0.2");
  a.send(new Uint8Array(1), b.local);
  await setImmediate();
  assert.deepEqual([seen.downs.length, seen.count], [1, 64]);
});
