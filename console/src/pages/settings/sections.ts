import type { SettingKey } from "@shoal/protocol/settings/rows";

/** What belongs together on a page; each setting is in one of these. */
export const SECTIONS = {
  work: ["pollIntervalMs", "maintenanceWindows", "deferralMs", "deferralCount", "deferralIntervalMs"],
  people: ["portal", "userNotification", "rebootRule", "rebootDeadlineMs", "rebootNoticeMs"],
  fetch: ["sources", "patches", "fetchParallel", "fetchRateBytesPerSecond", "fetchStallMs"],
  cache: ["cacheLimitBytes", "cacheFreePercent"],
  network: [
    "siteName",
    "siteSharing",
    "wanRateBytesPerSecond",
    "wanRateWindows",
    "lanRateBytesPerSecond",
    "lanRateWindows",
  ],
  multicast: [
    "multicast",
    "multicastStartDelayMs",
    "multicastLeastBytes",
    "multicastRateBytesPerSecond",
    "multicastInterfaces",
    "multicastLinks",
  ],
} as const satisfies Record<string, readonly SettingKey[]>;
