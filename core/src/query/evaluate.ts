import type { PresenceWord } from "@shoal/protocol/device/presence";
import { presenceOf } from "../device/presence.ts";
import { compareVersions } from "../version/compare.ts";
import type { Operator } from "../version/range.ts";
import type { QueryContext, QueryDevice } from "./device.ts";
import { matchesGlob } from "./glob.ts";
import { numberOf } from "./quantity.ts";
import type { AgeKey, NumberKey, NumberTest, Query, Term, TextKey, VersionTest, WordKey } from "./query.ts";
import { isInSubnet } from "./subnet.ts";

/** Whether a device is one that the query asks for. What the server asks its database is held against this. */
export function evaluate(query: Query, device: QueryDevice, nowMs: number, context: QueryContext): boolean {
  const of = (part: Query) => evaluate(part, device, nowMs, context);
  switch (query.kind) {
    case "all":
      return true;
    case "and":
      return query.parts.every(of);
    case "or":
      return query.parts.some(of);
    case "not":
      return !of(query.part);
    default:
      return holds(query, device, nowMs, context);
  }
}

function holds(term: Term, device: QueryDevice, nowMs: number, context: QueryContext): boolean {
  switch (term.kind) {
    case "word":
      return term.any.includes(wordOf(term.key, device));
    case "presence":
      return term.any.some((word) => isPresent(word, device, nowMs, context));
    case "text":
      return term.any.some((glob) => textsOf(term.key, device).some((text) => matchesGlob(glob, text)));
    case "named": {
      const values = term.key === "attr" ? device.attributes : device.facts;
      if (!Object.hasOwn(values, term.name)) return false;
      const value = values[term.name]!;
      return term.any.some((test) =>
        "glob" in test ? matchesGlob(test.glob, String(value)) : compares(numberOf(value), test),
      );
    }
    case "number":
      return term.any.some((test) => compares(numbersOf(term.key, device), test));
    case "version":
      return term.any.some((test) => isVersion(term.key === "agent" ? device.agentVersion : device.osVersion, test));
    case "age": {
      const at = timeOf(term.key, device);
      return at !== undefined && ordered(nowMs - at - term.ageMs, term.operator);
    }
    case "subnet":
      return term.any.some((subnet) => device.addresses.some((address) => isInSubnet(address, subnet)));
    case "installed":
      return term.any.some(({ package: glob, version }) =>
        device.releases.some(
          (release) => matchesGlob(glob, release.package) && (!version || isVersion(release.version, version)),
        ),
      );
    case "failed":
      return term.any.some((glob) => device.failed.some((name) => matchesGlob(glob, name)));
    case "group":
      return term.any.some(({ name }) => context.isInGroup(name, device));
  }
}

function wordOf(key: WordKey, device: QueryDevice): string {
  switch (key) {
    case "os":
      return device.os;
    case "arch":
      return device.arch;
    case "form":
      return device.formFactor;
    case "bitness":
      return String(device.bitness);
  }
}

function textsOf(key: TextKey, device: QueryDevice): readonly string[] {
  switch (key) {
    case "name":
    case "id":
    case "hostname":
    case "distribution":
      return [device[key]];
    case "setting":
    case "site":
      return device[key] === undefined ? [] : [device[key]];
    case "tag":
      return device.tags;
  }
}

function numbersOf(key: NumberKey, device: QueryDevice): number {
  return { memory: device.memoryBytes, disk: device.diskFreeBytes, cpus: device.cpuCount }[key];
}

/** A device that enrolled and never came was not seen. */
function timeOf(key: AgeKey, device: QueryDevice): number | undefined {
  if (key === "enrolled") return device.enrolledMs;
  return device.firstSeenMs === undefined ? undefined : device.lastSeenMs;
}

function isPresent(word: PresenceWord, device: QueryDevice, nowMs: number, context: QueryContext): boolean {
  return word === "offline" ? !device.online : presenceOf(device, nowMs, context) === word;
}

/** Whether a version is as asked; what is not known is not. */
export function isVersion(version: string, test: VersionTest): boolean {
  if ("glob" in test) return matchesGlob(test.glob, version);
  return version !== "" && ordered(compareVersions(version, test.version), test.operator);
}

function compares(number: number | undefined, { operator, value }: NumberTest): boolean {
  return number !== undefined && ordered(number < value ? -1 : number > value ? 1 : 0, operator);
}

function ordered(order: number, operator: Operator): boolean {
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "=":
      return order === 0;
  }
}
