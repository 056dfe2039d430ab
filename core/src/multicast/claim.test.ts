import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { feedbackWaitMs, nackWindowMs } from "./backoff.ts";
import { claimOf, classOf, compareClaims, offerWaitMs, suitability } from "./claim.ts";

const facts = {
  link: "wired" as const,
  onMains: true,
  diskFreeBytes: 100,
  needBytes: 10,
  loadPerCpu: 0,
  failedLately: false,
};

test("wired goes before wireless, mains before battery, room before none, idle before busy; who failed goes last", () => {
  const best = suitability(facts);
  const worse = [
    { ...facts, link: "wireless" as const },
    { ...facts, onMains: false },
    { ...facts, diskFreeBytes: 5 },
    { ...facts, loadPerCpu: 3 },
  ].map(suitability);
  for (const each of worse) assert.ok(each < best);
  assert.ok(worse[0]! < worse[1]!, "a cable counts for more than mains");
  assert.equal(suitability({ ...facts, failedLately: true }), 0);
  assert.ok(best <= 100);
});

test("who holds bytes goes before who does not, and waits less before it offers", () => {
  const nothing = claimOf(suitability(facts), 0, 100, 1);
  const all = claimOf(10, 100, 100, 1);
  assert.ok(compareClaims(all, nothing) > 0);
  assert.ok(classOf(all) >= classOf(nothing));
  assert.ok(offerWaitMs(all, 0.5) <= offerWaitMs(claimOf(10, 0, 100, 1), 0.5));
});

test("of two claims one goes first, whoever asks", () => {
  const claim = fc.record({ suitability: fc.nat(200), pieces: fc.nat(5), tie: fc.nat(5) });
  fc.assert(fc.property(claim, claim, (a, b) => compareClaims(a, b) + compareClaims(b, a) === 0));
});

test("feedback stays within its window, and few answer early however many there are", () => {
  const early = (members: number) => {
    let count = 0;
    for (let member = 0; member < members; member++)
      if (feedbackWaitMs(nackWindowMs(members), members, (member + 0.5) / members) < nackWindowMs(members) / 10)
        count++;
    return count;
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (members, chance) => {
        const wait = feedbackWaitMs(100, members, chance);
        return wait >= 0 && wait <= 100;
      },
    ),
  );
  assert.ok(early(500) <= 5, `${early(500)} of 500`);
});
