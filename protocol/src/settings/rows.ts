/** One row of the agent settings; forms, CLI keys, documentation and merging follow from it. */
export interface SettingRow {
  type: "integer" | "boolean";
  unit: "ms" | "bytes" | "bytes/s" | "count" | "percent" | "";
  default: number | boolean;
  minimum?: number;
  maximum?: number;
  title: string;
  help: string;
}

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
    unit: "",
    default: true,
    title: "Use patches",
    help: "Build new content out of old content in the cache where that saves bytes.",
  },
  multicast: {
    type: "boolean",
    unit: "",
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
    title: "Multicast rate",
    help: "Ceiling of a cast with all its headers; 0 is 30 % of the link's speed, or 7.5 MB/s where that is not known.",
  },
  reboot: {
    type: "boolean",
    unit: "",
    default: false,
    title: "Restart the device",
    help: "Let the agent restart the device where an installation needs it. Off: it waits for a person.",
  },
} as const satisfies Record<string, SettingRow>;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = { [K in SettingKey]: (typeof SETTINGS)[K]["type"] extends "boolean" ? boolean : number };

export const DEFAULT_SETTINGS: Settings = Object.fromEntries(
  Object.entries(SETTINGS).map(([key, row]) => [key, row.default]),
) as Settings;
