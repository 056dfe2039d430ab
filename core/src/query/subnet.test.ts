import assert from "node:assert/strict";
import { test } from "node:test";
import { isInSubnet, shareOf } from "./subnet.ts";

test("a subnet is asked for whole, in part, or by one of its addresses", () => {
  const shares: [subnet: string, asked: string, share: string][] = [
    ["10.20.1.0/24", "10.20.0.0/16", "all"],
    ["10.20.1.0/24", "10.20.1.0/24", "all"],
    ["10.20.1.0/24", "10.20.1.128/25", "some"],
    ["10.20.1.0/24", "10.20.2.0/24", "none"],
    ["10.20.1.0/24", "10.20.2.128/25", "none"],
    ["10.20.1.0/24", "10.20.1.77", "all"],
    ["10.20.1.0/24", "10.20.2.77", "none"],
    ["10.20.1.0/24", "fd00::/8", "none"],
    ["fd00:7::/64", "fd00:7::/48", "all"],
    ["fd00:7::/64", "fd00:7::99", "all"],
    ["nonsense", "10.0.0.0/8", "none"],
  ];
  for (const [subnet, asked, share] of shares) assert.equal(shareOf(subnet, asked), share, `${subnet} ${asked}`);
});

test("an address is in what its subnet is in, and of a part of it only where it stands there itself", () => {
  const pairs: [address: string, asked: string, isIn: boolean][] = [
    ["10.20.1.5/24", "10.20.1.0/25", true],
    ["10.20.1.200/24", "10.20.1.0/25", false],
    ["10.20.1.200/24", "10.20.1.1", true],
    ["10.20.1.200/25", "10.20.1.1", false],
    ["fe80::1%eth0/64", "fe80::/10", true],
    ["10.20.1.5/99", "10.0.0.0/8", false],
  ];
  for (const [address, asked, isIn] of pairs) assert.equal(isInSubnet(address, asked), isIn, `${address} ${asked}`);
});
