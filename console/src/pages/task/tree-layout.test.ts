import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionPartRow } from "@shoal/protocol/api/session";
import { givenLines, lineWidth, membersOf, unnamedBytesOf, whenOf } from "./tree-layout.ts";

const NONE = { cache: 0, multicast: 0, repair: 0, peer: 0, site: 0, origin: 0, push: 0 };
const part = (device: string, role: string, startedMs: number, endedMs: number, more: object = {}) =>
  ({
    ...{
      deviceId: device,
      device,
      peers: [] as SessionPartRow["peers"],
      role,
      led: false,
      late: false,
      bytes: NONE,
      bytesAgain: 0,
      startedMs,
      endedMs,
    },
    ...more,
  }) as SessionPartRow;

test("who led stands first; who joined late is on its way until it is whole, whenever one looks", () => {
  const members = membersOf([
    part("b10", "holder", 0, 50, { bytes: { ...NONE, multicast: 70, repair: 20, peer: 10 } }),
    part("b9", "following", 30, 40, { late: true, bytes: { ...NONE, multicast: 5 } }),
    part("a", "leading", 0, 60, { led: true, bytes: { ...NONE, origin: 100 }, bytesAgain: 3 }),
    part("c", "following", 0, 20),
    part("c", "holder", 30, 45),
  ]);
  assert.deepEqual(
    members.map(({ device, wanBytes, castBytes, repairBytes, peerBytes }) => [
      device,
      wanBytes,
      castBytes,
      repairBytes,
      peerBytes,
    ]),
    [
      ["a", 103, 0, 0, 0],
      ["b9", 0, 5, 0, 0],
      ["b10", 0, 90, 20, 10],
      ["c", 0, 0, 0, 0],
    ],
  );
  const at = (ms: number) => members.map((each) => whenOf(each, ms));
  assert.deepEqual(at(10), ["during", "before", "during", "during"]);
  assert.deepEqual(at(99), ["done", "during", "done", "done"]);
  const silent = { deviceId: "d", device: "d" };
  const told = membersOf([part("a", "leading", 10, 20, { led: true })], [silent, { deviceId: "a", device: "a" }]);
  assert.deepEqual(
    told.map((each) => [each.device, whenOf(each, 20), whenOf(each, 5)]),
    [
      ["a", "done", "before"],
      ["d", "during", "before"],
    ],
  );
  assert.deepEqual(membersOf([], [silent]), []);
});

test("what peers gave is added up by peer; who is not in the picture, or not known, shares one line", () => {
  const gave = (device: string, bytes: number) => ({ deviceId: device, device, bytes });
  const had = (peer: number, ...peers: object[]) => ({ bytes: { ...NONE, peer }, peers });
  const [a, b] = membersOf([
    part("b", "holder", 0, 10, had(50, gave("a", 20), gave("far", 5))),
    part("b", "holder", 20, 30, had(40, gave("far", 25), gave("a", 15))),
    part("a", "leading", 0, 60, { led: true }),
  ]);
  assert.deepEqual(b!.givers, [gave("a", 35), gave("far", 30)]);
  assert.equal(unnamedBytesOf(b!), 25);
  assert.deepEqual(givenLines(b!, [a!, b!]), [
    { key: "a", row: 0, bytes: 35 },
    { key: "", row: undefined, bytes: 55 },
  ]);
  assert.deepEqual(givenLines(a!, [a!, b!]), []);
});

test("lines are by the root of the bytes; nothing is no line", () => {
  assert.deepEqual([lineWidth(0, 100), lineWidth(100, 100), lineWidth(25, 100)], [0, 10, 5.5]);
});
