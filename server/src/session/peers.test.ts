import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_SESSION_BYTES } from "@shoal/protocol/session/no-bytes";
import { giverAt, ownPlace, toldPeers } from "./peers.ts";

const at = (host: string, bytes = 0, port = 4000) => ({ host, port, bytes });

test("a device gives where it takes part, and nowhere else", () => {
  const place = (host: string, subnet: string) => ownPlace({ peer: { host, port: 4000 }, subnet });
  assert.equal(place("10.1.0.7", "10.1.0.0/24"), "10.1.0.7|4000");
  assert.equal(place("FD00:7:0::9", "fd00:7::/64"), "fd00:7::9|4000");
  for (const host of ["10.2.0.7", "010.1.0.7", "1::2", "fd00:7::9"])
    assert.equal(place(host, "10.1.0.0/24"), undefined);
  assert.equal(place("10.1.0.7", "10.1.0.0/99"), undefined);
  assert.equal(ownPlace({ subnet: "10.1.0.0/24" }), undefined, "an agent of before");
});

test("peers give no more than came from peers, and than there is", () => {
  const bytes = { ...NO_SESSION_BYTES, peer: 60, site: 20 };
  const peers = [at("10.1.0.7", 50), at("fd00::1", 40), at("10.1.0.8", 40)];
  assert.deepEqual(toldPeers({ peers, bytes }, 1000), [
    ["10.1.0.7|4000", 50],
    ["fd00::1|4000", 30],
  ]);
  assert.deepEqual(toldPeers({ peers, bytes }, 45), [["10.1.0.7|4000", 45]]);
  assert.deepEqual(toldPeers({ peers: [at("10.1.0.7", 5), at("nobody", 9), at("10.1.0.7", 6)], bytes }, 1000), [
    ["10.1.0.7|4000", 11],
  ]);
  assert.deepEqual(toldPeers({ bytes }, 1000), []);
});

test("a place is the device that says it gives there; the nearest one, and nobody where two could be meant", () => {
  const claim = (device: string, more: object = {}) => ({
    ...{ deviceId: `id-${device}`, device, session: "aa", subnet: "10.1.0.0/24", site: null as string | null },
    ...more,
  });
  const me = claim("me");
  const giver = (...claims: ReturnType<typeof claim>[]) => giverAt(me, claims)?.device;
  assert.equal(giver(claim("a")), "a");
  assert.equal(giver(claim("a"), claim("a", { subnet: "10.2.0.0/24" })), "a");
  assert.equal(giver(claim("far", { site: "Kiel" }), claim("near")), "near");
  assert.equal(giver(claim("a"), claim("b")), undefined);
  assert.equal(giver(claim("a", { site: "Kiel" }), claim("b", { site: "Ulm" })), undefined);
  assert.equal(giver(claim("a", { site: "Kiel" })), "a", "the only one there is");
  assert.equal(giver(claim("a", { session: "bb" })), undefined);
  assert.equal(giver(me), undefined, "nobody gives to themselves");
  assert.equal(giver(), undefined);
});
