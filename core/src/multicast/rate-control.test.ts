import assert from "node:assert/strict";
import { test } from "node:test";
import { RateControl, SYMBOL_WIRE_BYTES } from "./rate-control.ts";

/** Sends whatever is allowed, a turn each millisecond. @returns bytes on the wire */
function send(rate: RateControl, fromMs: number, untilMs: number, stepMs = 1): number {
  let symbols = 0;
  for (let at = fromMs; at <= untilMs; at += stepMs) {
    const allowed = rate.allowed(at);
    rate.spend(allowed);
    symbols += allowed;
  }
  return symbols * SYMBOL_WIRE_BYTES;
}

const CEILING = 5_000_000;

test("it starts at a share of the ceiling, and is at it soon", () => {
  const rate = new RateControl(CEILING);
  assert.ok(rate.bytesPerSecond <= CEILING / 4);
  send(rate, 0, 500);
  assert.equal(rate.bytesPerSecond, CEILING);
  const sent = send(rate, 501, 2501);
  assert.ok(Math.abs(sent / (2 * CEILING) - 1) < 0.02, `${sent} bytes in two seconds`);
});

test("time that was withheld is paid back, but not more than a little of it, nor at once", () => {
  const rate = new RateControl(CEILING);
  send(rate, 0, 1000);
  const late = rate.allowed(2000) * SYMBOL_WIRE_BYTES;
  assert.ok(late <= 64 * SYMBOL_WIRE_BYTES);
  rate.spend(late / SYMBOL_WIRE_BYTES);
  const next = rate.allowed(2001) * SYMBOL_WIRE_BYTES;
  assert.ok(next <= (1.25 * CEILING * 2) / 1000 + SYMBOL_WIRE_BYTES, `${next} bytes a millisecond later`);
  const after = send(rate, 2001, 2101);
  assert.ok(after <= CEILING * 0.145, `${after} bytes in 100 ms`);
});

test("who had nothing to send has nothing saved up", () => {
  const rate = new RateControl(CEILING);
  send(rate, 0, 1000);
  rate.idle(1000);
  rate.idle(5000);
  const sent = send(rate, 5000, 5040);
  assert.ok(sent <= CEILING * 0.046, `${sent} bytes in 40 ms`);
});

test("loss without delay is not obeyed; delay at a quarter of the members is, once a second", () => {
  const rate = new RateControl(CEILING);
  send(rate, 0, 1000);
  for (const member of ["a", "b", "c", "d"]) rate.report(member, 100, 0, 1000);
  send(rate, 1001, 1400);
  assert.equal(rate.bytesPerSecond, CEILING);
  rate.report("a", 0, 200, 1400);
  send(rate, 1401, 1700);
  const cut = rate.bytesPerSecond;
  assert.ok(cut < 0.8 * CEILING && cut > 0.6 * CEILING, `${cut}`);
  rate.report("a", 0, 200, 1700);
  send(rate, 1701, 2200);
  assert.ok(rate.bytesPerSecond >= cut, "not again within the second");
  rate.report("a", 0, 0, 2200);
  send(rate, 2201, 8000);
  assert.equal(rate.bytesPerSecond, CEILING);
});

test("one of many that is in trouble does not hold up the rest", () => {
  const rate = new RateControl(CEILING);
  send(rate, 0, 1000);
  for (let member = 0; member < 10; member++) rate.report(`m${member}`, 0, 0, 1000);
  rate.report("m0", 300, 500, 1000);
  send(rate, 1001, 2000);
  assert.equal(rate.bytesPerSecond, CEILING);
});

test("pressed again and again it says that it is too slow", () => {
  const rate = new RateControl(CEILING);
  for (let at = 0; at < 20_000; at += 250) {
    rate.report("a", 0, 500, at);
    rate.allowed(at);
  }
  assert.ok(rate.isTooSlow(100, CEILING));
});

test("what members would have sooner by unicast is too slow: the fewer they are, and the more there is to send", () => {
  const rate = new RateControl(CEILING);
  const line = CEILING / 6;
  const pass = (fromMs: number, toMs: number) => {
    for (let at = fromMs; at < toMs; at += 250) {
      rate.report("a", 0, at > 500 && rate.bytesPerSecond > line ? 500 : 0, at);
      rate.allowed(at);
    }
  };
  pass(0, 1000);
  assert.equal(rate.isTooSlow(1, Number.POSITIVE_INFINITY), false, "for a moment");
  pass(1000, 15_000);
  assert.equal(rate.isTooSlow(3, CEILING), true, "a third of the line each");
  assert.equal(rate.isTooSlow(8, CEILING), false);
  assert.equal(rate.isTooSlow(1, CEILING), true);
  assert.equal(rate.isTooSlow(1, line), false, "the server sends no more than that");
  assert.equal(rate.isTooSlow(0, CEILING), false, "nobody lacks anything");
  const grown = new RateControl(CEILING / 6);
  for (let at = 0; at < 5000; at += 250) grown.allowed(at);
  grown.ceiling = CEILING;
  for (let at = 5000; at < 8000; at += 250) {
    grown.allowed(at);
    assert.equal(grown.isTooSlow(1, CEILING), false, "nothing is in its way");
  }
});

/** One of three is behind a slower line, the others are not. @returns who is named, and when first */
function withLaggard(slow: readonly string[], line: number, demand = Number.POSITIVE_INFINITY) {
  const rate = new RateControl(CEILING);
  for (let at = 0; at < 20_000; at += 250) {
    for (const member of ["a", "b", "c"])
      rate.report(member, 0, slow.includes(member) && rate.bytesPerSecond > line ? 300 : 0, at);
    rate.allowed(at);
    const named = rate.laggards(demand);
    if (named.length > 0) return { named, at };
  }
  return { named: [], at: Number.POSITIVE_INFINITY };
}

test("who holds the others back again and again is named within seconds", () => {
  const { named, at } = withLaggard(["b"], CEILING / 5);
  assert.deepEqual(named, ["b"]);
  assert.ok(at > 2000 && at < 12_000, `after ${at} ms`);
});

test("nobody is named where most are in trouble, where nothing is lost by waiting, or after trouble long ago", () => {
  assert.deepEqual(withLaggard(["a", "b"], CEILING / 5).named, []);
  assert.deepEqual(withLaggard(["b"], CEILING / 5, CEILING / 8).named, []);
  const rate = new RateControl(CEILING);
  for (let at = 0; at < 200_000; at += 250) {
    const trouble = at % 20_000 === 10_000;
    for (const member of ["a", "b", "c"]) rate.report(member, 0, trouble && member === "b" ? 300 : 0, at);
    rate.allowed(at);
    assert.deepEqual(rate.laggards(Number.POSITIVE_INFINITY), []);
  }
});
