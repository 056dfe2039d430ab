import { PRESENCE_WORDS } from "@shoal/protocol/device/presence";
import fc from "fast-check";
import type { QueryDevice } from "./device.ts";
import { allOf, anyOf, type Glob, type NumberTest, type Query, type Term, type VersionTest } from "./query.ts";

/** The moment at which tests ask. */
export const NOW_MS = 1_800_000_000_000;
export const STALE_AFTER_MS = 7 * 86_400_000;
/** Of a fleet with these groups, each may ask for those before it. */
export const GROUPS = ["first", "second", "third"] as const;

// A small world, so that much of it is alike and queries find something: signs of LIKE, of our own language, and case.
const TEXTS = [
  "till-07",
  "TILL-08",
  "a%b",
  "a_b",
  "aXb",
  "a\\b",
  "ä",
  "Ä",
  "*",
  "two words",
  'say "hi"',
  "",
  "or",
  "7",
  "7.0",
  "-3",
  "x,y",
];
const VERSIONS = ["", "1.0", "1", "1.0.0-rc1", "10.0.22631", "24.04", "2:1.5", "banana", "24.2"];
const PACKAGES = ["reader", "writer", "a_b", "a-b"];
const TIMES = [0, 1, 60_000, STALE_AFTER_MS - 1, STALE_AFTER_MS, STALE_AFTER_MS + 1, 90 * 86_400_000, -1000];
const ADDRESSES = [
  "10.20.1.5/24",
  "10.20.2.9/24",
  "10.20.1.200/25",
  "10.20.1.130/24",
  "192.168.1.7/32",
  "fd00:7::5/64",
  "fe80::1%eth0/64",
];
const SUBNETS = [
  "10.20.1.0/24",
  "10.20.0.0/16",
  "10.20.1.128/25",
  "10.20.1.5",
  "10.20.1.77",
  "0.0.0.0/0",
  "fd00:7::/48",
  "fd00:7::99",
  "fe80::/10",
];
const FACTS = ["os.name", "hardware.virtual", "battery.percent"];
const LABELS = ["till", "old", "floor", "a_b", "a-b"];

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const ago = oneOf(TIMES).map((ms) => NOW_MS - ms);

/** A device of this world; whoever makes a fleet gives each an id of its own. */
export function anyDevice(): fc.Arbitrary<QueryDevice> {
  return fc.record(
    {
      id: fc.constant("d-0"),
      name: oneOf(TEXTS),
      hostname: oneOf(TEXTS),
      os: oneOf(["windows", "macos", "linux"]),
      arch: oneOf(["x64", "arm64"]),
      formFactor: oneOf(["laptop", "pos"]),
      distribution: oneOf(["", "debian", "Debian"]),
      bitness: oneOf([32, 64]),
      osVersion: oneOf(VERSIONS),
      agentVersion: oneOf(VERSIONS),
      memoryBytes: oneOf([0, 4 * 1024 ** 3, 8 * 1024 ** 3]),
      diskFreeBytes: oneOf([0, 20e9]),
      cpuCount: oneOf([1, 4]),
      addresses: fc.uniqueArray(oneOf(ADDRESSES), { maxLength: 2 }),
      facts: fc.dictionary(oneOf(FACTS), fc.oneof(oneOf(TEXTS), oneOf([7, -3, 0.5, 1e-7]), fc.boolean()), {
        noNullPrototype: true,
      }),
      tags: fc.uniqueArray(oneOf(LABELS), { maxLength: 3 }),
      attributes: fc.dictionary(oneOf(LABELS), oneOf(TEXTS.filter((text) => text !== "")), { noNullPrototype: true }),
      setting: oneOf(["Tills", "offices"]),
      enrolledMs: ago,
      lastSeenMs: ago,
      firstSeenMs: ago,
      retiredMs: ago,
      online: fc.boolean(),
      releases: fc.uniqueArray(
        fc.record({ package: oneOf(PACKAGES), version: oneOf(VERSIONS.filter((each) => each !== "")) }),
        {
          selector: (release) => release.package,
          maxLength: 3,
        },
      ),
      failed: fc.uniqueArray(oneOf(PACKAGES), { maxLength: 2 }),
    },
    {
      requiredKeys: [
        "id",
        "name",
        "hostname",
        "os",
        "arch",
        "formFactor",
        "distribution",
        "bitness",
        "osVersion",
        "agentVersion",
        "memoryBytes",
        "diskFreeBytes",
        "cpuCount",
        "addresses",
        "facts",
        "tags",
        "attributes",
        "enrolledMs",
        "lastSeenMs",
        "online",
        "releases",
        "failed",
      ],
    },
  );
}

/** Any query, of groups only these. */
export function anyQuery(groups: readonly string[] = GROUPS): fc.Arbitrary<Query> {
  const { query } = fc.letrec<{ query: Query; parts: Query[] }>((tie) => ({
    parts: fc.array(tie("query"), { minLength: 2, maxLength: 3 }),
    query: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { arbitrary: anyTerm(groups), weight: 4 },
      { arbitrary: tie("parts").map(allOf), weight: 2 },
      { arbitrary: tie("parts").map(anyOf), weight: 2 },
      { arbitrary: tie("query").map((part): Query => ({ kind: "not", part })), weight: 2 },
      { arbitrary: fc.constant<Query>({ kind: "all" }), weight: 1 },
    ),
  }));
  return query;
}

function anyTerm(groups: readonly string[]): fc.Arbitrary<Term> {
  const any = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 1, maxLength: 2 });
  const glob = anyGlob(TEXTS);
  const operator = oneOf(["<", "<=", ">", ">=", "="] as const);
  const order = oneOf(["<", "<=", ">", ">="] as const);
  /** One comparison, or equalities of which one is enough. */
  const tests = <T extends object>(value: fc.Arbitrary<T>, equal: fc.Arbitrary<T>) =>
    fc.oneof(
      fc.tuple(order, value).map(([each, rest]) => [{ operator: each, ...rest }]),
      any(equal.map((rest) => ({ operator: "=" as const, ...rest }))),
    );
  const numbers = oneOf([7, -3, 0.5, 1e-7, 0]).map((value) => ({ value }));
  const version = oneOf(VERSIONS.filter((each) => /^[0-9]/.test(each))).map((each) => ({ version: each }));
  const versionGlob = anyGlob(VERSIONS)
    .filter((each) => each.length > 1)
    .map((each) => ({ glob: each }));
  const sizes = fc
    .tuple(order, oneOf([4 * 1024 ** 3, 8 * 1024 ** 3, 20e9, 1]))
    .map(([each, value]): NumberTest[] => [{ operator: each, value }]);
  const installed = fc.record(
    {
      package: anyGlob(PACKAGES),
      version: fc.oneof(
        versionGlob,
        fc.tuple(operator, version).map(([each, rest]) => ({ operator: each, ...rest })),
      ),
    },
    { requiredKeys: ["package"] },
  );
  const isListed = (each: { version?: VersionTest }) =>
    !each.version || "glob" in each.version || each.version.operator === "=";
  return fc.oneof(
    any(oneOf(["windows", "macos"])).map((words): Term => ({ kind: "word", key: "os", any: words })),
    any(oneOf(["32", "64"])).map((words): Term => ({ kind: "word", key: "bitness", any: words })),
    any(oneOf(["laptop", "pos"])).map((words): Term => ({ kind: "word", key: "form", any: words })),
    any(oneOf(PRESENCE_WORDS)).map((words): Term => ({ kind: "presence", any: words })),
    fc
      .tuple(oneOf(["name", "hostname", "id"] as const), any(glob))
      .map(([key, globs]): Term => ({ kind: "text", key, any: globs })),
    fc
      .tuple(
        oneOf(["tag", "setting", "site", "distribution"] as const),
        any(anyGlob([...LABELS, "Tills", "Berlin", "debian", "offices"])),
      )
      .map(([key, globs]): Term => ({ kind: "text", key, any: globs })),
    fc
      .tuple(
        oneOf(["attr", "fact"] as const),
        oneOf([...LABELS, ...FACTS, "none"]),
        fc.oneof(any(glob.map((each) => ({ glob: each }))), tests(numbers, numbers)),
      )
      .map(([key, name, tested]): Term => ({ kind: "named", key, name, any: tested })),
    fc
      .tuple(oneOf(["memory", "disk"] as const), sizes)
      .map(([key, tested]): Term => ({ kind: "number", key, any: tested })),
    tests(
      oneOf([1, 4]).map((value) => ({ value })),
      oneOf([1, 4]).map((value) => ({ value })),
    ).map((tested): Term => ({ kind: "number", key: "cpus", any: tested })),
    fc
      .tuple(oneOf(["version", "agent"] as const), fc.oneof(any(versionGlob), tests(version, version)))
      .map(([key, tested]): Term => ({ kind: "version", key, any: tested })),
    fc
      .tuple(oneOf(["seen", "enrolled"] as const), order, oneOf([0, 60_000, STALE_AFTER_MS]))
      .map(([key, each, ageMs]): Term => ({ kind: "age", key, operator: each, ageMs })),
    any(oneOf(SUBNETS)).map((subnets): Term => ({ kind: "subnet", any: subnets })),
    fc
      .oneof(
        installed.map((each) => [each]),
        any(installed.filter(isListed)),
      )
      .map((tested): Term => ({ kind: "installed", any: tested })),
    any(anyGlob(PACKAGES)).map((globs): Term => ({ kind: "failed", any: globs })),
    ...(groups.length === 0
      ? []
      : [
          any(oneOf(groups)).map((names): Term => ({ kind: "group", any: names.map((name) => ({ name, column: 1 })) })),
        ]),
  );
}

/** One of the texts, with stars in some places. */
function anyGlob(texts: readonly string[]): fc.Arbitrary<Glob> {
  return fc
    .tuple(oneOf(texts.filter((text) => text !== "")), fc.nat(9), fc.nat(9), fc.nat(3))
    .map(([text, from, to, how]): Glob => {
      const [low, high] = from < to ? [from, to] : [to, from];
      const pieces = [
        [text],
        [text.slice(0, low), text.slice(low)],
        [text.slice(0, low), text.slice(high)],
        ["", text.slice(low, high + 1), ""],
      ][how]!;
      return pieces.filter((piece, at) => piece !== "" || at === 0 || at === pieces.length - 1);
    });
}
