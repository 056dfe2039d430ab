import assert from "node:assert/strict";
import { test } from "node:test";
import type { Link } from "@shoal/protocol/device/link";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { mergeSettings } from "../settings/merge.ts";
import { WanCopies } from "./wan-copies.ts";

const MIB = 1024 * 1024;
const large = { digest: "a", sizeBytes: 100 * MIB };
const link = (address: string, gateway: string, kind: Link["kind"] = "wired"): Link[] => [
  { name: "eth0", kind, addresses: [address], gateways: [gateway], nameSuffix: "shop.example" },
];
const north = (host: number) => link(`10.1.0.${host}/24`, "10.1.0.1");
const south = (host: number) => link(`10.2.0.${host}/24`, "10.2.0.1");

function copies(devices: readonly [Link[], SettingsOverride?][], files = [large]): number {
  const wan = new WanCopies();
  for (const [links, settings = {}] of devices) wan.add(links, mergeSettings(settings), files);
  return wan.bytes / MIB;
}

test("devices of one subnet take one copy, and each its own where multicast is off or no link is for it", () => {
  const apart = { siteSharing: false };
  assert.equal(
    copies([
      [north(2), apart],
      [north(3), apart],
      [south(2), apart],
    ]),
    200,
  );
  assert.equal(
    copies([
      [north(2), { multicast: false }],
      [north(3), { multicast: false }],
    ]),
    200,
  );
  assert.equal(copies([[north(2), { sources: ["origin"] }], [north(3)]]), 200);
  assert.equal(copies([[north(2)], [[]], [link("10.1.0.4/24", "10.1.0.1", "vpn")]]), 300);
});

test("subnets of one site take one copy where sites share, and another site another", () => {
  const ulm = { siteSharing: true, siteName: "Ulm" };
  assert.equal(
    copies([
      [north(2), ulm],
      [south(2), ulm],
    ]),
    100,
  );
  assert.equal(
    copies([
      [north(2), ulm],
      [south(2), { ...ulm, siteName: "Bonn" }],
    ]),
    200,
  );
  assert.equal(
    copies([
      [north(2), ulm],
      [south(2), { ...ulm, siteSharing: false }],
    ]),
    200,
  );
});

test("the same private subnet in another shop is another subnet", () => {
  const of = (siteName: string) => ({ siteSharing: false, siteName });
  assert.equal(
    copies([
      [north(2), of("Ulm")],
      [north(2), of("Bonn")],
    ]),
    200,
  );
});

test("each file counts by itself, and small ones are fetched by everybody", () => {
  const { multicastLeastBytes } = mergeSettings();
  const small = { digest: "b", sizeBytes: multicastLeastBytes - 1 };
  const least = { digest: "c", sizeBytes: multicastLeastBytes };
  const both = copies([[north(2)], [north(3)]], [small, least]);
  assert.equal(both * MIB, 2 * small.sizeBytes + least.sizeBytes);
});
