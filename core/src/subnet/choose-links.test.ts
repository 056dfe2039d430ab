import assert from "node:assert/strict";
import { test } from "node:test";
import type { Link } from "@shoal/protocol/device/link";
import { chooseLinks } from "./choose-links.ts";

const link = (name: string, kind: Link["kind"], addresses: string[], more: Partial<Link> = {}): Link => ({
  name,
  kind,
  addresses,
  gateways: [],
  ...more,
});
const names = (links: Link[], patterns = ["*"], count = 4) =>
  chooseLinks(links, patterns, count).map(({ name, address }) => `${name} ${address}`);

test("wired before wireless, then what leads out, then speed; as many subnets as are asked for", () => {
  const links = [
    link("wlan0", "wireless", ["10.1.0.5/24"], { gateways: ["10.1.0.1"], speedMbps: 9000 }),
    link("eth0", "wired", ["10.2.0.5/24"], { speedMbps: 1000 }),
    link("eth1", "wired", ["10.3.0.5/24"], { speedMbps: 100, gateways: ["10.3.0.1"] }),
    link("eth2", "wired", ["10.4.0.5/24"], { speedMbps: 2500 }),
    link("x", "unknown", ["10.5.0.5/24"]),
  ];
  assert.deepEqual(names(links, ["*"], 5), [
    "eth1 10.3.0.5",
    "eth2 10.4.0.5",
    "eth0 10.2.0.5",
    "x 10.5.0.5",
    "wlan0 10.1.0.5",
  ]);
  assert.deepEqual(names(links, ["*"], 1), ["eth1 10.3.0.5"]);
  assert.deepEqual(names(links, ["!eth*"], 1), ["x 10.5.0.5"]);
  assert.deepEqual(names(links, ["eth0", "wlan0"]), ["eth0 10.2.0.5", "wlan0 10.1.0.5"]);
});

test("of several links into one subnet the best takes part", () => {
  const links = [link("wlan0", "wireless", ["10.1.0.6/24"]), link("eth0", "wired", ["10.1.0.5/24"])];
  assert.deepEqual(names(links), ["eth0 10.1.0.5"]);
});

test("tunnels, guests and paid radio take part only where they are named in full", () => {
  const links = [
    link("wg0", "vpn", ["10.9.0.2/24"]),
    link("docker0", "virtual", ["172.17.0.1/16"]),
    link("wwan0", "mobile", ["100.64.0.9/24"]),
  ];
  assert.deepEqual(names(links), []);
  assert.deepEqual(names(links, ["w*"]), []);
  assert.deepEqual(names(links, ["wg0", "*"]), ["wg0 10.9.0.2"]);
});

test("IPv4 before IPv6, what is routed before what is of the link alone, and never an address without neighbours", () => {
  const best = (...addresses: string[]) => names([link("eth0", "wired", addresses)]);
  assert.deepEqual(best("fe80::1/64", "fd00:7::5/64", "169.254.3.4/16", "10.1.0.5/24"), ["eth0 10.1.0.5"]);
  assert.deepEqual(best("fe80::1/64", "fd00:7::5/64", "169.254.3.4/16"), ["eth0 fd00:7::5"]);
  assert.deepEqual(best("fe80::1/64"), ["eth0 fe80::1"]);
  assert.deepEqual(best("203.0.113.9/32", "fd00::1/128", "10.0.0.1/31", "nonsense"), []);
});

test("where it is goes with it: the subnet, the gateway of the same family, the suffix", () => {
  const eth0 = link("eth0", "wired", ["10.1.0.5/24"], {
    gateways: ["fd00::1", "10.1.0.1"],
    nameSuffix: "berlin.example.com",
    speedMbps: 1000,
  });
  assert.deepEqual(chooseLinks([eth0], ["*"], 1), [
    {
      name: "eth0",
      address: "10.1.0.5",
      subnet: "10.1.0.0/24",
      kind: "wired",
      speedMbps: 1000,
      gateway: "10.1.0.1",
      nameSuffix: "berlin.example.com",
    },
  ]);
});
