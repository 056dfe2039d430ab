import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_FLEET_RULES } from "@shoal/protocol/device/rules";
import { retiredSinceMs, type Sightings, watchOn, whyPresent } from "./presence.ts";

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;
const seen = (agoMs: number): Sightings => ({ online: false, enrolledMs: 0, firstSeenMs: 1, lastSeenMs: NOW - agoMs });

test("the rule that holds is said in words", () => {
  const why = (sightings: Sightings, rules = DEFAULT_FLEET_RULES) => whyPresent(sightings, NOW, rules);
  assert.equal(why({ ...seen(0), online: true }), "its socket is open");
  assert.equal(why(seen(3 * 3_600_000 + 59_000)), "last heard from 3 hours ago; stale after 7 days");
  assert.equal(why(seen(8 * DAY)), "not heard from for 8 days; stale after 7 days, retired after 90 days");
  assert.equal(
    why(seen(8 * DAY), { ...DEFAULT_FLEET_RULES, retireAfterMs: 0 }),
    "not heard from for 8 days; stale after 7 days",
  );
  assert.equal(
    why({ online: false, enrolledMs: NOW - 60_000, lastSeenMs: NOW - 60_000 }),
    "enrolled 1 minute ago, and has never checked in",
  );
  assert.equal(
    why({ ...seen(92 * DAY), retiredMs: NOW - 2 * DAY }),
    "not heard from for 90 days when it was retired, 2 days ago; it is back at its next check-in",
  );
  assert.match(why(seen(-5000)), /0 seconds ago/, "a clock that was set back says nothing strange");
});

test("a server that was away judges nobody before all have had the time to come back", () => {
  const [minute, hour] = [60_000, 3_600_000];
  const first = watchOn(undefined, NOW);
  assert.deepEqual(first, { aliveMs: NOW, trustedFromMs: NOW + 30 * hour });
  const later = watchOn(first, NOW + 10 * minute);
  assert.deepEqual(
    later,
    { aliveMs: NOW + 10 * minute, trustedFromMs: first.trustedFromMs },
    "it was there all the time",
  );
  const after = watchOn(later, NOW + 20 * minute + 1);
  assert.equal(after.trustedFromMs, NOW + 20 * minute + 1 + 30 * hour, "and then it was not");
  assert.equal(watchOn(after, NOW).trustedFromMs, after.trustedFromMs, "a clock that was set back changes nothing");
});

test("who is retired by rule, and that nobody is where the rule is off", () => {
  assert.equal(retiredSinceMs(NOW, DEFAULT_FLEET_RULES), NOW - 90 * DAY);
  assert.equal(retiredSinceMs(NOW, { retireAfterMs: 0 }), undefined);
});
