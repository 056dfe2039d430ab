import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type LinkAddress, type LinkChange, linkAddresses, linkChange, type ReadInterfaces } from "./link-change.ts";
import { watchLinks } from "./links.ts";

type Interfaces = ReturnType<ReadInterfaces>;
const v4 = (address: string, length = 24) => ({ address, cidr: `${address}/${length}`, family: "IPv4" as const });
const v6 = (address: string, scopeid: number) => ({ address, cidr: `${address}/64`, family: "IPv6" as const, scopeid });

test("what the system says becomes a list", () => {
  assert.deepEqual(linkAddresses({ eth0: [v4("10.0.0.2"), v6("fe80::1", 2)], wlan0: undefined, tun0: [] }), [
    { name: "eth0", address: "10.0.0.2", family: 4, prefixLength: 24 },
    { name: "eth0", address: "fe80::1", family: 6, prefixLength: 64, zone: 2 },
  ]);
  assert.equal(linkAddresses({ eth0: [{ ...v4("10.0.0.2"), cidr: null }] })[0]!.prefixLength, 32);
});

test("what came and what went lead from one look to the other", () => {
  const link: fc.Arbitrary<LinkAddress> = fc.record({
    name: fc.constantFrom("eth0", "wlan0"),
    address: fc.constantFrom("10.0.0.1", "10.0.0.2", "10.0.0.3"),
    family: fc.constant(4),
    prefixLength: fc.constantFrom(16, 24),
  });
  const links = fc.uniqueArray(link, { selector: (each) => JSON.stringify(each), maxLength: 8 });
  const sorted = (all: readonly LinkAddress[]) => all.map((each) => JSON.stringify(each)).sort();
  fc.assert(
    fc.property(links, links, (before, after) => {
      const { came, went } = linkChange(before, after);
      const gone = new Set(sorted(went));
      assert.deepEqual(sorted([...before.filter((each) => !gone.has(JSON.stringify(each))), ...came]), sorted(after));
      assert.deepEqual(linkChange(before, before), { came: [], went: [] });
      assert.deepEqual(linkChange(after, before), { came: went, went: came });
    }),
  );
});

test("links are looked at every so often; only what changed is told, and nothing after the end", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  let now: Interfaces = { eth0: [v4("10.0.0.2")] };
  const told: LinkChange[] = [];
  const watch = watchLinks(
    () => now,
    (change) => told.push(change),
    1000,
  );
  const [first] = watch.links;
  t.mock.timers.tick(5000);
  assert.deepEqual(told, []);
  now = { eth0: [v4("10.0.0.9")] };
  t.mock.timers.tick(999);
  assert.deepEqual(told, []);
  t.mock.timers.tick(1);
  const second = { ...first!, address: "10.0.0.9" };
  assert.deepEqual(told, [{ came: [second], went: [first] }]);
  assert.deepEqual(watch.links, [second]);
  now = {};
  watch.look();
  assert.deepEqual(told[1], { came: [], went: [second] });
  watch.stop();
  now = { eth0: [v4("10.0.0.2")] };
  t.mock.timers.tick(5000);
  assert.equal(told.length, 2);
});
