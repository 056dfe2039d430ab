import assert from "node:assert/strict";
import type { NetworkInterfaceInfo } from "node:os";
import { test } from "node:test";
import { subnetOf } from "./subnet-of.ts";

const links = () =>
  ({
    eth0: [
      { address: "10.20.1.77", cidr: "10.20.1.77/23" },
      { address: "fd00:7::1:2", cidr: "fd00:7::1:2/64" },
      { address: "fe80::1", cidr: null },
    ],
  }) as unknown as NodeJS.Dict<NetworkInterfaceInfo[]>;

test("a subnet is named by its first address", () => {
  assert.equal(subnetOf("10.20.1.77", links), "10.20.0.0/23");
  assert.equal(subnetOf("fd00:7::1:2", links), "fd00:7::/64");
});

test("an address that the system does not know, or knows no prefix of, stands for itself", () => {
  assert.equal(subnetOf("10.9.9.9", links), "10.9.9.9/32");
  assert.equal(subnetOf("fe80::1", links), "fe80::1/128");
});
