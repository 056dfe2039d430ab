import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { familyOf, formatPrefix, isInPrefix, prefixOf, rangeOf } from "./prefix.ts";

const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6();
const text = (address: string, length: number) => formatPrefix(prefixOf(address, length)!);

test("an address is in the range of its leading bits", () => {
  assert.equal(text("10.77.1.13", 24), "10.77.1.0/24");
  assert.equal(text("10.77.1.213", 25), "10.77.1.128/25");
  assert.equal(text("10.77.1.213", 0), "0.0.0.0/0");
  assert.equal(text("10.77.1.213", 32), "10.77.1.213/32");
  assert.equal(text("FD00:7:0::0A", 64), "fd00:7::/64");
  assert.equal(text("fe80::1%eth0", 64), "fe80::/64");
  assert.ok(isInPrefix("10.77.1.9", prefixOf("10.77.1.13", 24)!));
  assert.ok(!isInPrefix("10.77.2.9", prefixOf("10.77.1.13", 24)!));
  assert.ok(!isInPrefix("fd00::1", prefixOf("0.0.0.0", 0)!), "the other family");
});

test("what is no address, or another one elsewhere, has no range", () => {
  for (const wrong of ["", "10.1", "010.0.0.1", "0x7f.1", "1.2.3.4.5", "10.0.0.256", "fe80:::1", "host", "10.0.0.1/8"])
    assert.equal(familyOf(wrong), undefined, wrong);
  assert.equal(prefixOf("10.0.0.1", 33), undefined);
  assert.equal(prefixOf("10.0.0.1", 1.5), undefined);
  assert.equal(prefixOf("fd00::1", 129), undefined);
  assert.equal(prefixOf("fd00::1", -1), undefined);
});

test("the range of a range is itself, and holds every address that it was made of", () => {
  fc.assert(
    fc.property(fc.oneof(ipv4, ipv6), fc.nat(128), (address, bits) => {
      const length = familyOf(address) === 4 ? bits % 33 : bits;
      const prefix = prefixOf(address, length)!;
      assert.ok(isInPrefix(address, prefix));
      assert.deepEqual(prefixOf(prefix.network, length), prefix);
      if (length > 0) assert.ok(isInPrefix(address, prefixOf(address, length - 1)!));
    }),
  );
});

test("two addresses share a range exactly as long as their bits are the same", () => {
  const octets = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(octets, octets, fc.nat(32), (a, b, length) => {
      const bits = (each: number[]) => each.map((octet) => octet.toString(2).padStart(8, "0")).join("");
      const same = bits(a).slice(0, length) === bits(b).slice(0, length);
      assert.equal(isInPrefix(a.join("."), prefixOf(b.join("."), length)!), same);
    }),
  );
});

test("what an address is for", () => {
  assert.deepEqual(["127.0.0.1", "::1", "169.254.3.4", "fe80::1%eth0", "10.0.0.1", "fd00::1", "nothing"].map(rangeOf), [
    "loopback",
    "loopback",
    "linkLocal",
    "linkLocal",
    "private",
    "uniqueLocal",
    undefined,
  ]);
});
