import assert from "node:assert/strict";
import { test } from "node:test";
import { asWord } from "./as-words.ts";

test("values are words of the command line", () => {
  assert.equal(asWord("pollIntervalMs", 60_000), "pollIntervalMs=60000");
  assert.equal(asWord("sources", ["cache", "origin"]), "sources=cache,origin");
  assert.equal(asWord("maintenanceWindows", []), "maintenanceWindows=always");
  assert.equal(
    asWord("maintenanceWindows", [
      { days: ["sat", "sun"], from: "22:00", to: "05:00" },
      { days: ["tue"], nth: "second", plusDays: 3, from: "20:00", forMinutes: 90 },
    ]),
    "maintenanceWindows=sat,sun 22:00-05:00; second tue +3d 20:00 for 90m",
  );
  assert.equal(
    asWord("wanRateWindows", [{ days: ["mon"], from: "08:00", to: "18:00", bytesPerSecond: 2_500_000 }]),
    "wanRateWindows=mon 08:00-18:00 2500000B/s",
  );
});
