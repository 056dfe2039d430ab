import type { SettingRow, ValueOf } from "./row.ts";

const DAY = 86_400_000;

export const SETTINGS = {
  pollIntervalMs: {
    type: "integer",
    unit: "ms",
    default: 15 * 60_000,
    minimum: 1000,
    maximum: DAY,
    title: "Poll interval",
    help: "How often an agent asks for work when no doorbell has rung. Jitter of a fifth is added.",
  },
  cacheLimitBytes: {
    type: "integer",
    unit: "bytes",
    default: 10 * 1024 ** 3,
    minimum: 0,
    maximum: 16 * 1024 ** 4,
    title: "Cache limit",
    help: "What the cache may hold. Content of pending tasks is kept even above it.",
  },
  cacheFreePercent: {
    type: "integer",
    unit: "percent",
    default: 10,
    minimum: 0,
    maximum: 90,
    title: "Free space kept",
    help: "Share of the disk that the cache leaves free, whatever its limit.",
  },
  fetchParallel: {
    type: "integer",
    unit: "count",
    default: 2,
    minimum: 1,
    maximum: 16,
    title: "Parallel requests",
    help: "Range requests that one agent has under way at once.",
  },
  fetchRateBytesPerSecond: {
    type: "integer",
    unit: "bytes/s",
    default: 0,
    minimum: 0,
    maximum: 10_000_000_000,
    zero: "unlimited",
    title: "Download rate",
    help: "Ceiling for one agent's downloads; 0 is no ceiling.",
  },
  fetchStallMs: {
    type: "integer",
    unit: "ms",
    default: 30_000,
    minimum: 1000,
    maximum: 600_000,
    title: "Stall timeout",
    help: "A transfer from which nothing has come for this long is cut and resumed.",
  },
  patches: {
    type: "boolean",
    default: true,
    title: "Use patches",
    help: "Build new content out of old content in the cache where that saves bytes.",
  },
  multicast: {
    type: "boolean",
    default: true,
    title: "Multicast",
    help: "Devices of one subnet fetch one copy together: one leads and casts, the others receive.",
  },
  multicastStartDelayMs: {
    type: "integer",
    unit: "ms",
    default: 60_000,
    minimum: 0,
    maximum: 3_600_000,
    title: "Start delay",
    help: "How long the representative waits for others before it casts. It downloads meanwhile.",
  },
  multicastLeastBytes: {
    type: "integer",
    unit: "bytes",
    default: 4 * 1024 ** 2,
    minimum: 0,
    maximum: 1024 ** 4,
    title: "Least size for multicast",
    help: "Smaller content is fetched from the origin by each device: finding each other would take longer.",
  },
  multicastRateBytesPerSecond: {
    type: "integer",
    unit: "bytes/s",
    default: 0,
    minimum: 0,
    maximum: 1_000_000_000,
    zero: "automatic",
    title: "Multicast rate",
    help: "Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.",
  },
  multicastInterfaces: {
    type: "texts",
    default: ["*"],
    title: "Links for multicast",
    help: "Names of the links that may take part; * stands for any letters, ! in front leaves out. A VPN must be named in full.",
  },
  multicastLinks: {
    type: "integer",
    unit: "count",
    default: 1,
    minimum: 1,
    maximum: 4,
    title: "Subnets at once",
    help: "In how many subnets a device takes part that has links to several: the best of those that may.",
  },
  sources: {
    type: "order",
    choices: ["cache", "multicast", "peer", "site", "origin"],
    default: ["cache", "multicast", "peer", "site", "origin"],
    title: "Sources",
    help: "Where content may come from, in this order; what is not named is off.",
  },
  siteName: {
    type: "text",
    default: "",
    title: "Site",
    help: "Subnets with the same name share a site; empty: learned from gateway, public address and name.",
  },
  siteSharing: {
    type: "boolean",
    default: true,
    title: "Site sharing",
    help: "Subnets of one site take one copy over the WAN together.",
  },
  wanRateBytesPerSecond: {
    type: "integer",
    unit: "bytes/s",
    default: 0,
    minimum: 0,
    maximum: 10_000_000_000,
    zero: "unlimited",
    title: "WAN rate",
    help: "Ceiling of what one device fetches from the origin; 0 is no ceiling.",
  },
  wanRateWindows: {
    type: "rates",
    default: [],
    title: "WAN rate by time of day",
    help: "Ceilings that hold at other times instead; the first window that holds counts, and 0 is no ceiling.",
  },
  lanRateBytesPerSecond: {
    type: "integer",
    unit: "bytes/s",
    default: 0,
    minimum: 0,
    maximum: 10_000_000_000,
    zero: "unlimited",
    title: "LAN rate",
    help: "Ceiling of what one device exchanges with others of its site; 0 is no ceiling. A cast has its own as well.",
  },
  lanRateWindows: {
    type: "rates",
    default: [],
    title: "LAN rate by time of day",
    help: "The same for the LAN.",
  },
  maintenanceWindows: {
    type: "windows",
    default: [],
    title: "Maintenance windows",
    help: "When installations, removals and restarts may begin; fetching is not held back. None: always.",
  },
  deferralMs: {
    type: "integer",
    unit: "ms",
    default: 0,
    minimum: 0,
    maximum: 14 * DAY,
    zero: "off",
    title: "Deferral",
    help: "How long an installation, a removal or a restart waits at most while somebody is signed in, from when it could begin.",
  },
  userNotification: {
    type: "choice",
    choices: ["none", "restarts", "all"],
    default: "none",
    title: "User notification",
    help: "What people who are signed in are told of: restarts before they happen, or also installations that wait for them.",
  },
  rebootRule: {
    type: "choice",
    choices: ["never", "when-needed"],
    default: "never",
    title: "Restart rule",
    help: "when-needed: the agent restarts the device where an installation needs it, inside a maintenance window. never: it waits for a person.",
  },
} as const satisfies Record<string, SettingRow>;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = { [Key in SettingKey]: ValueOf<(typeof SETTINGS)[Key]> };

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** The row of a key as it came from outside. */
export function settingRow(key: string): SettingRow | undefined {
  return Object.hasOwn(SETTINGS, key) ? SETTINGS[key as SettingKey] : undefined;
}

export const DEFAULT_SETTINGS = Object.fromEntries(
  SETTING_KEYS.map((key) => [key, SETTINGS[key].default]),
) as unknown as Settings;
