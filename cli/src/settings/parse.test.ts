import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_SETTINGS, SETTING_KEYS } from "@shoal/protocol/settings/rows";
import { WEEKDAYS } from "@shoal/protocol/settings/window";
import type { Failure } from "../exit/failure.ts";
import { formatSetting } from "./format.ts";
import { parseSettings } from "./parse.ts";

test("settings are read with the units that people write", () => {
  const set = [
    "pollIntervalMs=5m",
    "cacheLimitBytes=2GiB",
    "fetchRateBytesPerSecond=500kB",
    "patches=no",
    "cacheFreePercent=20%",
    "fetchParallel=4",
    "wanRateBytesPerSecond=50Mbit/s",
    "lanRateBytesPerSecond=unlimited",
    "sources=origin, cache",
    "siteName=Berlin 2",
    "multicastInterfaces=all",
    "rebootRule=when-needed",
    "maintenanceWindows=weekdays 22:00-6:00; sun,sat 00:00-24:00; fri-mon 01:00-02:00; 03:00-04:00",
    "wanRateWindows=mon-fri 08:00-18:00 20Mbit/s; daily 22:00-06:00 unlimited",
  ];
  assert.deepEqual(parseSettings(set), {
    pollIntervalMs: 300_000,
    cacheLimitBytes: 2 * 1024 ** 3,
    fetchRateBytesPerSecond: 500_000,
    patches: false,
    cacheFreePercent: 20,
    fetchParallel: 4,
    wanRateBytesPerSecond: 6_250_000,
    lanRateBytesPerSecond: 0,
    sources: ["origin", "cache"],
    siteName: "Berlin 2",
    multicastInterfaces: ["*"],
    rebootRule: "when-needed",
    maintenanceWindows: [
      { days: ["mon", "tue", "wed", "thu", "fri"], from: "22:00", to: "06:00" },
      { days: ["sat", "sun"], from: "00:00", to: "00:00" },
      { days: ["mon", "fri", "sat", "sun"], from: "01:00", to: "02:00" },
      { days: [...WEEKDAYS], from: "03:00", to: "04:00" },
    ],
    wanRateWindows: [
      { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", to: "18:00", bytesPerSecond: 2_500_000 },
      { days: [...WEEKDAYS], from: "22:00", to: "06:00", bytesPerSecond: 0 },
    ],
  });
  assert.deepEqual(
    parseSettings(["maintenanceWindows=second tue +3d 20:00 for 4h; last fri,sat 9:30-24:00; mon 22:00 for 1h30m"])
      .maintenanceWindows,
    [
      { days: ["tue"], nth: "second", plusDays: 3, from: "20:00", forMinutes: 240 },
      { days: ["fri", "sat"], nth: "last", from: "09:30", to: "00:00" },
      { days: ["mon"], from: "22:00", forMinutes: 90 },
    ],
  );
  assert.deepEqual(parseSettings(["maintenanceWindows=always", "wanRateWindows=none", "siteName="]), {
    maintenanceWindows: [],
    wanRateWindows: [],
    siteName: "",
  });
});

test("a setting that is not one, has no value, or cannot have this one is a usage error that helps", () => {
  const hint = (pair: string) => {
    try {
      parseSettings([pair]);
    } catch (error) {
      return `${(error as Failure).exit} ${(error as Failure).text.title}; ${(error as Failure).text.hint}`;
    }
    return "accepted";
  };
  assert.match(hint("polIntervalMs=5m"), /^2 .*Did you mean pollIntervalMs\?/);
  assert.match(hint("nothing=1"), /There are: pollIntervalMs, /);
  assert.match(hint("patches"), /Write patches=true/);
  assert.match(hint("patches=maybe"), /true or false/);
  assert.match(hint("pollIntervalMs=1ms"), /It can be 1s to 1d\./);
  assert.match(hint("sources="), /cache, multicast, peer, site, origin: at least one/);
  assert.match(hint("rebootRule=sometimes"), /never or when-needed/);
  for (const text of [
    "mon 22:00",
    "22:00-25:00",
    "moon 22:00-23:00",
    "mon tue 22:00-23:00",
    "22:00-23:00;",
    "second 22:00-23:00",
    "sixth mon 22:00-23:00",
    "mon 22:00 for ever",
    "mon 22:00 for 90s",
    "mon 22:00-23:00 for 1h",
    "+3d 22:00-23:00 mon",
  ])
    assert.match(hint(`maintenanceWindows=${text}`), /weekdays 22:00-06:00/, text);
  const why = (pair: string) =>
    assert.throws(
      () => parseSettings([pair]),
      (error: Failure) => {
        said = error.text.detail ?? "";
        return true;
      },
    );
  let said = "";
  why("maintenanceWindows=weekdays 22:00-23:00; mon 22:00 for 0m");
  assert.equal(said, '"mon 22:00 for 0m": it would never open: it is 0 minutes long');
  why("maintenanceWindows=daily 22:00 for 25h");
  assert.match(said, /^"daily 22:00 for 1d1h": it would still be open when it opens the next time/);
  why("maintenanceWindows=mon +3d 22:00-23:00");
  assert.match(said, /say nth too/);
  assert.match(hint("wanRateWindows=22:00-23:00"), /20Mbit/);
  assert.match(hint("wanRateWindows=mon 22:00-23:00 fast"), /20Mbit/);
  assert.match(hint("pollIntervalMs=soon"), /15m/);
  assert.match(hint("multicastRateBytesPerSecond=unlimited"), /^2 /, "0 is something else there");
  assert.match(hint("wanRateBytesPerSecond=automatic"), /^2 /);
  assert.match(hint("toString=1"), /no agent setting/);
});

test("what is printed can be written again", () => {
  const set = parseSettings([
    "pollIntervalMs=90s",
    "cacheLimitBytes=1536MiB",
    "multicastLeastBytes=12345",
    "wanRateBytesPerSecond=1.5Mbit/s",
    "lanRateBytesPerSecond=1234567",
    "sources=origin",
    "multicastInterfaces=eth*,!eth9",
    "maintenanceWindows=weekend 22:00-06:00; tue,thu 01:00-02:00; second tue +3d 20:00 for 4h; last sun 20:00 for 2d30m",
    "wanRateWindows=weekdays 08:00-18:00 20Mbit/s; daily 22:00-06:00 unlimited",
  ]);
  for (const values of [DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, ...set }])
    assert.deepEqual(
      parseSettings(SETTING_KEYS.map((key) => `${key}=${formatSetting(key, values[key]).replace(/^""$/, "")}`)),
      values,
    );
  assert.equal(formatSetting("cacheLimitBytes", DEFAULT_SETTINGS.cacheLimitBytes), "10GiB");
  assert.equal(formatSetting("pollIntervalMs", 90_000), "90s");
  assert.equal(formatSetting("multicastRateBytesPerSecond", 0), "automatic");
  assert.deepEqual(parseSettings(["wanRateBytesPerSecond=none", "multicastRateBytesPerSecond=Automatic"]), {
    wanRateBytesPerSecond: 0,
    multicastRateBytesPerSecond: 0,
  });
});
