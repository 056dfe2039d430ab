/** A device as queries see it. What is not known is absent, or "". Times are milliseconds since 1970. */
export interface QueryDevice {
  id: string;
  name: string;
  hostname: string;
  os: string;
  arch: string;
  formFactor: string;
  distribution: string;
  bitness: number;
  osVersion: string;
  agentVersion: string;
  memoryBytes: number;
  diskFreeBytes: number;
  cpuCount: number;
  /** With the length of their prefix: `10.20.1.5/24`. */
  addresses: readonly string[];
  facts: Readonly<Record<string, string | number | boolean>>;
  tags: readonly string[];
  attributes: Readonly<Record<string, string>>;
  /** Name of its set of agent settings. */
  setting?: string;
  /** What these call its site. */
  site?: string;
  enrolledMs: number;
  /** When it was last heard from; when it enrolled where it was never heard from since. */
  lastSeenMs: number;
  /** Absent where it enrolled and never came. */
  firstSeenMs?: number;
  retiredMs?: number;
  /** Its socket is open. */
  online: boolean;
  /** What it has proved to be installed. */
  releases: readonly { package: string; version: string }[];
  /** Packages whose last attempt failed. */
  failed: readonly string[];
}

/** What a query needs to know besides the device. */
export interface QueryContext {
  /** After how long without a word a device is stale. */
  staleAfterMs: number;
  /** Who is in a group. Whoever asks has found out before that every group of the query exists, and that none contains itself. */
  isInGroup(name: string, device: QueryDevice): boolean;
}
