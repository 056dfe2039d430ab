import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import fc from "fast-check";
import { type DeviceModel, PushWorld, type Sent } from "./push-world.ts";

const device = (overrides: Partial<DeviceModel> = {}): DeviceModel => ({
  pieces: 5,
  frameMs: 1,
  answerMs: 5,
  cuts: [],
  refuseEvery: 0,
  mute: false,
  ...overrides,
});
const unlimited = { concurrent: 4, rateBytesPerSecond: 0, deviceRateBytesPerSecond: 0 };
const settings = fc.record({
  concurrent: fc.integer({ min: 1, max: 5 }),
  rateBytesPerSecond: fc.constantFrom(0, 100_000, 1_000_000, 20_000_000),
  deviceRateBytesPerSecond: fc.constantFrom(0, 50_000, 500_000, 8_000_000),
});
const calm = fc.record({
  pieces: fc.integer({ min: 1, max: 25 }),
  frameMs: fc.integer({ min: 0, max: 300 }),
  answerMs: fc.integer({ min: 0, max: 2000 }),
  cuts: fc.constant([]),
  refuseEvery: fc.constant(0),
  mute: fc.constant(false),
});
const rough = fc.record({
  pieces: fc.integer({ min: 1, max: 25 }),
  frameMs: fc.integer({ min: 0, max: 300 }),
  answerMs: fc.integer({ min: 0, max: 2000 }),
  cuts: fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 60_000 }), forMs: fc.integer({ min: 1, max: 20_000 }) }), {
    maxLength: 4,
  }),
  refuseEvery: fc.constantFrom(0, 5, 9),
  mute: fc.constant(false),
});

/** Bytes in any span of time are at most rate × span + burst, for all spans at once. */
function assertRate(sent: Sent[], rateBytesPerSecond: number): void {
  if (rateBytesPerSecond === 0) return;
  const burst = Math.max(PIECE_BYTES, rateBytesPerSecond * 0.05);
  let total = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const { atMs, bytes } of sent) {
    const allowed = (rateBytesPerSecond / 1000) * atMs;
    lowest = Math.min(lowest, total - allowed);
    total += bytes;
    assert.ok(total - allowed - lowest <= burst + 1, `rate exceeded at ${atMs} ms`);
  }
}

const connection = (sent: Sent) => `${sent.device} ${sent.epoch}`;

function assertLimits(
  world: PushWorld,
  { concurrent, rateBytesPerSecond, deviceRateBytesPerSecond }: typeof unlimited,
): void {
  assert.ok(world.mostActive <= concurrent);
  assert.ok(world.mostFlying <= LIMITS.pushWindowPieces);
  assert.ok(world.mostUnwritten <= LIMITS.pushUnwrittenPieces);
  assertRate(world.sent, rateBytesPerSecond);
  for (const name of new Set(world.sent.map(connection)))
    assertRate(
      world.sent.filter((each) => connection(each) === name),
      deviceRateBytesPerSecond,
    );
}

test("on calm lines every lacking piece is sent exactly once, within rates, window and number", () => {
  fc.assert(
    fc.property(settings, fc.array(calm, { minLength: 1, maxLength: 8 }), (set, models) => {
      const world = new PushWorld(set, models);
      world.run(48 * 3_600_000);
      for (const each of world.devices) {
        assert.equal(each.outcome, "sent");
        assert.ok(each.has.isFull);
      }
      const names = world.sent.map((each) => `${each.device} ${each.piece}`);
      assert.equal(new Set(names).size, names.length);
      assert.equal(
        names.length,
        models.reduce((sum, model) => sum + model.pieces, 0),
      );
      assertLimits(world, set);
      assert.equal(world.machine.active + world.machine.queued, 0);
    }),
    { numRuns: 150 },
  );
});

test("through cuts and refusals everyone gets everything, and what was kept is not sent again", () => {
  fc.assert(
    fc.property(settings, fc.array(rough, { minLength: 1, maxLength: 8 }), (set, models) => {
      const world = new PushWorld(set, models);
      world.run(48 * 3_600_000);
      for (const each of world.devices) {
        assert.ok(each.has.isFull, `${each.name} ${each.outcome}`);
        const wasSent = world.sent.filter((sent) => sent.device === each.name).length;
        const lost = (each.cuts.length + each.stops) * LIMITS.pushWindowPieces;
        const refused = each.refuseEvery === 0 ? 0 : Math.ceil(each.arrived / each.refuseEvery);
        assert.ok(wasSent <= each.pieces + lost + refused, `${wasSent} sent for ${each.pieces}`);
      }
      assertLimits(world, set);
    }),
    { numRuns: 150 },
  );
});

test("a rate is used, not only kept", () => {
  const models = Array.from({ length: 10 }, () => device({ pieces: 50 }));
  const world = new PushWorld({ concurrent: 4, rateBytesPerSecond: 10_000_000, deviceRateBytesPerSecond: 0 }, models);
  world.run(3_600_000);
  const idealMs = (10 * 50 * PIECE_BYTES) / 10_000;
  assert.ok(world.nowMs < idealMs * 1.1, `${world.nowMs} ms for ${idealMs}`);
});

test("those with a turn share the rate evenly, however fast their lines are", () => {
  const models = [device({ pieces: 200 }), device({ pieces: 200, answerMs: 200 }), device({ pieces: 200 })];
  const world = new PushWorld({ concurrent: 3, rateBytesPerSecond: 3_000_000, deviceRateBytesPerSecond: 0 }, models);
  world.run(3_600_000);
  const early = world.sent.slice(0, 300);
  for (const name of ["d0", "d1", "d2"]) {
    const share = early.filter((each) => each.device === name).length;
    assert.ok(Math.abs(share - 100) <= 1, `${share} of 300`);
  }
});

test("a mute device loses its place, and those behind it are served", () => {
  const world = new PushWorld({ ...unlimited, concurrent: 1 }, [device({ mute: true, pieces: 50 }), device()]);
  world.run(3_600_000);
  assert.deepEqual(
    world.devices.map((each) => each.outcome),
    ["stopped", "sent"],
  );
  assert.ok(world.devices[1]!.doneAtMs! < LIMITS.pushStallMs + 1000);
});

test("a long transfer on a slow line does not keep a short one waiting beyond a turn, and is finished too", () => {
  const slow = device({ pieces: 400, frameMs: 5000 });
  const world = new PushWorld({ ...unlimited, concurrent: 1 }, [slow, device()]);
  world.run(24 * 3_600_000);
  assert.deepEqual(
    world.devices.map((each) => each.outcome),
    ["sent", "sent"],
  );
  assert.ok(world.devices[1]!.doneAtMs! <= LIMITS.pushTurnMs + 1000);
  assert.equal(world.sent.filter((each) => each.device === "d0").length, 400);
});
