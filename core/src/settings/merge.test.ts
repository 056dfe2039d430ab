import assert from "node:assert/strict";
import { test } from "node:test";
import type { SettingRow } from "@shoal/protocol/settings/row";
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  type Settings,
} from "@shoal/protocol/settings/rows";
import { NTHS, WEEKDAYS } from "@shoal/protocol/settings/window";
import fc from "fast-check";
import { acceptSettings } from "./accept.ts";
import { checkSettings } from "./check.ts";
import { BUILT_IN, explainSettings, mergeSettings } from "./merge.ts";

test("a later layer wins, an absent key leaves what was there", () => {
  const merged = mergeSettings({ fetchParallel: 4, patches: false }, { fetchParallel: 8 });
  assert.equal(merged.fetchParallel, 8);
  assert.equal(merged.patches, false);
  assert.equal(merged.pollIntervalMs, DEFAULT_SETTINGS.pollIntervalMs);
});

test("values outside a row's range are pulled to its end; wrong types and unknown keys are ignored", () => {
  const merged = mergeSettings({
    fetchParallel: 999,
    pollIntervalMs: 1,
    patches: 3,
    sources: ["satellite"],
    rebootRule: "sometimes",
    maintenanceWindows: [{ days: ["mon"], from: "25:00", to: "06:00" }],
    nonsense: 1,
  } as never);
  assert.equal(merged.fetchParallel, SETTINGS.fetchParallel.maximum);
  assert.equal(merged.pollIntervalMs, SETTINGS.pollIntervalMs.minimum);
  assert.deepEqual(
    { ...merged, fetchParallel: 0, pollIntervalMs: 0 },
    { ...DEFAULT_SETTINGS, fetchParallel: 0, pollIntervalMs: 0 },
  );
});

const time = fc.constantFrom("00:00", "06:30", "23:59");
const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
const span = fc.oneof(
  fc.record({ days, from: time, to: time }),
  fc.record({ days, nth: fc.constantFrom(...NTHS), from: time, forMinutes: fc.integer({ min: 1, max: 1440 }) }),
);
function anyOf(row: SettingRow): fc.Arbitrary<unknown> {
  switch (row.type) {
    case "integer":
      return fc.integer({ min: row.minimum, max: row.maximum });
    case "boolean":
      return fc.boolean();
    case "choice":
      return fc.constantFrom(...row.choices);
    case "order":
      return fc.shuffledSubarray([...row.choices], { minLength: 1 });
    case "text":
      return fc.string({ maxLength: 20 });
    case "texts":
      return fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 });
    case "windows":
      return fc.array(span, { maxLength: 3 });
    case "rates":
      return fc.array(
        fc.tuple(span, fc.nat()).map(([each, bytesPerSecond]) => ({ ...each, bytesPerSecond })),
        { maxLength: 3 },
      );
  }
}
const layer = fc.record(Object.fromEntries(SETTING_KEYS.map((key) => [key, anyOf(SETTINGS[key])])), {
  requiredKeys: [],
  noNullPrototype: true,
}) as fc.Arbitrary<Partial<Settings>>;

test("every value comes from the last layer that names it, and says so; what is not named is built in", () => {
  fc.assert(
    fc.property(layer, layer, (set, task) => {
      assert.deepEqual(checkSettings(set), [], "what the rows allow is not refused");
      assert.deepEqual(acceptSettings(set), set, "nor is anything of it lost");
      const explained = explainSettings({ from: "set tills", values: set }, { from: "task 7", values: task });
      assert.deepEqual(Object.fromEntries(explained.map(({ key, value }) => [key, value])), mergeSettings(set, task));
      for (const { key, value, from } of explained) {
        const expected = (
          [
            ["task 7", task],
            ["set tills", set],
            [BUILT_IN, DEFAULT_SETTINGS],
          ] as const
        ).find(([, values]) => Object.hasOwn(values, key))!;
        assert.deepEqual([from, value], [expected[0], expected[1][key as SettingKey]]);
      }
      assert.deepEqual(
        mergeSettings(mergeSettings(set, task)),
        mergeSettings(set, task),
        "merging again changes nothing",
      );
      assert.deepEqual(mergeSettings(set, {}, task), mergeSettings(set, task));
    }),
    { numRuns: 300 },
  );
});

test("what is refused names key, value, what it can be, and the nearest key or word", () => {
  const why = (raw: Record<string, unknown>) => checkSettings(raw).map(({ code, detail }) => `${code}: ${detail}`)[0];
  assert.equal(
    why({ polIntervalMs: 5 }),
    'setting-unknown: "polIntervalMs" = 5: did you mean pollIntervalMs, a whole number from 1000 to 86400000 ms?',
  );
  assert.match(why({ toString: 1 })!, /^setting-unknown: "toString" = 1: known: pollIntervalMs, /);
  assert.equal(
    why({ pollIntervalMs: 5 }),
    "setting-invalid: pollIntervalMs cannot be 5: it is a whole number from 1000 to 86400000 ms",
  );
  assert.match(why({ pollIntervalMs: "5m" })!, /pollIntervalMs cannot be "5m": it is a whole number/);
  assert.match(why({ fetchParallel: 1.5 })!, /from 1 to 16$/);
  assert.match(why({ patches: "yes" })!, /patches cannot be "yes": it is true or false/);
  assert.match(why({ rebootRule: "when_neded" })!, /it is never or when-needed or forced; did you mean when-needed\?/);
  assert.match(why({ sources: ["cahce"] })!, /sources cannot be "cahce": .* cache, multicast.*; did you mean cache\?/);
  assert.match(why({ sources: [] })!, /at least one of/);
  assert.match(why({ sources: ["peer", "peer"] })!, /each once$/);
  assert.match(why({ siteName: "x".repeat(65) })!, /at most 64 characters/);
  assert.match(why({ multicastInterfaces: [] })!, /1 to 32/);
  assert.match(why({ maintenanceWindows: [{ days: [], from: "01:00", to: "02:00" }] })!, /never open/);
  assert.match(why({ maintenanceWindows: [{ days: ["mon"], from: "1:00", to: "02:00" }] })!, /"1:00"/);
  assert.match(
    why({ wanRateWindows: [{ days: ["mon"], from: "01:00", to: "02:00" }] })!,
    /bytesPerSecond is a whole number from 0/,
  );
  assert.deepEqual(checkSettings({ fetchParallel: 0, patches: 1 }).length, 2, "all of it is said");
});
