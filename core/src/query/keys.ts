import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "@shoal/protocol/device/kinds";
import { PRESENCE_WORDS } from "@shoal/protocol/device/presence";

/** One key of the query language: what stands behind it, what it asks, how it is written. */
export interface QueryKey {
  kind:
    | "word"
    | "presence"
    | "text"
    | "named"
    | "number"
    | "version"
    | "age"
    | "subnet"
    | "installed"
    | "failed"
    | "group";
  /** Where only these are possible. */
  words?: readonly string[];
  example: string;
  /** What it asks of a device, continuing "devices". */
  help: string;
  /** What people write who look for it, as the same thing is called elsewhere. */
  also?: readonly string[];
}

/** In the order in which people are told of them. `docs/queries.md` has a row for each. */
export const QUERY_KEYS = {
  os: { kind: "word", words: OS_NAMES, example: "os:windows", help: "with this operating system" },
  arch: {
    kind: "word",
    words: ARCHITECTURES,
    example: "arch:arm64",
    help: "with this processor architecture",
    also: ["architecture", "cpu"],
  },
  form: {
    kind: "word",
    words: FORM_FACTORS,
    example: "form:laptop,tablet",
    help: "of this form factor",
    also: ["formFactor"],
  },
  distribution: {
    kind: "text",
    example: "distribution:debian",
    help: "with this Linux distribution",
    also: ["distro"],
  },
  bitness: { kind: "word", words: ["32", "64"], example: "bitness:64", help: "whose system has so many bits" },
  version: {
    kind: "version",
    example: "version:>=10.0.22631",
    help: "with this version of the operating system",
    also: ["osVersion"],
  },
  agent: { kind: "version", example: "agent:<0.2", help: "with this version of the agent" },
  name: { kind: "text", example: "name:till-*", help: "of this name" },
  id: { kind: "text", example: "id:d-7Q2mXc*", help: "with this id" },
  hostname: { kind: "text", example: "hostname:*.example.com", help: "whose system has this host name" },
  tag: { kind: "text", example: "tag:till", help: "that an operator has given this tag" },
  group: { kind: "group", example: "group:berlin", help: "that are in this group" },
  attr: {
    kind: "named",
    example: "attr.floor:>=3",
    help: "whose attribute, which operators set, is this",
  },
  fact: { kind: "named", example: "fact.hardware.model:Surface*", help: "whose inventory has this fact" },
  memory: { kind: "number", example: "memory:>=8GiB", help: "with so much memory", also: ["ram"] },
  disk: { kind: "number", example: "disk:<20GB", help: "with so much free disk space" },
  cpus: { kind: "number", example: "cpus:>=4", help: "with so many processors", also: ["cores"] },
  subnet: { kind: "subnet", example: "subnet:10.20.0.0/16", help: "with an address in this subnet" },
  site: { kind: "text", example: "site:berlin", help: "whose agent settings give their site this name" },
  setting: { kind: "text", example: "setting:tills", help: "that have this set of agent settings" },
  seen: { kind: "age", example: "seen:<7d", help: "last heard from so long ago", also: ["lastSeen"] },
  enrolled: { kind: "age", example: "enrolled:<1d", help: "enrolled so long ago" },
  is: { kind: "presence", words: PRESENCE_WORDS, example: "is:online", help: "whose presence is this one" },
  installed: { kind: "installed", example: "installed:reader>=24.2", help: "that have proved that this is installed" },
  failed: { kind: "failed", example: "failed:reader", help: "on which the last attempt at this package failed" },
} as const satisfies Record<string, QueryKey>;

export type QueryKeyName = keyof typeof QUERY_KEYS;
export const QUERY_KEY_NAMES = Object.keys(QUERY_KEYS) as QueryKeyName[];

/** The keys that may be meant by a word: what it begins, or what is called so elsewhere. */
export function keysBegunBy(word: string): QueryKeyName[] {
  const begins = (name: string) => name.toLowerCase().startsWith(word.toLowerCase());
  return QUERY_KEY_NAMES.filter((name) => begins(name) || (word.length > 1 && queryKey(name)?.also?.some(begins)));
}

export function queryKey(name: string): QueryKey | undefined {
  return Object.hasOwn(QUERY_KEYS, name) ? QUERY_KEYS[name as QueryKeyName] : undefined;
}
