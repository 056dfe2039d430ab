import assert from "node:assert/strict";
import { test } from "node:test";
import { type SiteFacts, scopeOf } from "./site.ts";

const facts: SiteFacts = { siteName: "", sharing: true, subnet: "192.168.1.0/24" };

test("the name that the settings give comes before what is learned", () => {
  const known = { publicAddress: "8.8.4.4", gateway: "192.168.1.1", nameSuffix: "Shop.Example" };
  assert.equal(scopeOf({ ...facts, ...known, siteName: "Ulm" }), "site ulm");
  assert.equal(scopeOf({ ...facts, ...known }), "behind 8.8.4.4");
  assert.equal(scopeOf({ ...facts, ...known, publicAddress: "10.0.0.7" }), "gateway 192.168.1.1 of shop.example");
  assert.equal(scopeOf({ ...facts, gateway: "192.168.1.1" }), "subnet 192.168.1.0/24");
});

test("an address of IPv6 stands for its site's prefix, and one that hides nothing for none", () => {
  assert.equal(scopeOf({ ...facts, publicAddress: "2a00:1450:4001:82a::2004" }), "behind 2a00:1450:4001::/48");
  for (const publicAddress of ["127.0.0.1", "192.168.7.7", "100.64.0.1", "fe80::1", "fd00::1", "::1", "no address"])
    assert.equal(scopeOf({ ...facts, publicAddress }), "subnet 192.168.1.0/24", publicAddress);
});

test("without sharing between subnets, the same private range elsewhere is another subnet", () => {
  const off = { ...facts, sharing: false, siteName: "Ulm" };
  assert.equal(scopeOf({ ...off, publicAddress: "8.8.4.4" }), "subnet 192.168.1.0/24 behind 8.8.4.4");
  assert.notEqual(scopeOf({ ...off, publicAddress: "8.8.4.4" }), scopeOf({ ...off, publicAddress: "8.8.8.8" }));
});
