import assert from "node:assert/strict";
import { test } from "node:test";
import type { QueryContext, QueryDevice } from "./device.ts";
import { evaluate } from "./evaluate.ts";
import { NOW_MS, STALE_AFTER_MS } from "./fixture.ts";
import { parseQuery } from "./parse.ts";

const DAY = 86_400_000;
const GIB = 1024 ** 3;
const TILL: QueryDevice = {
  id: "d-1",
  name: "Till-07",
  hostname: "till07.shop.example.com",
  os: "windows",
  arch: "x64",
  formFactor: "pos",
  distribution: "",
  bitness: 64,
  osVersion: "10.0.19044",
  agentVersion: "0.1.0",
  memoryBytes: 4 * GIB,
  diskFreeBytes: 30e9,
  cpuCount: 2,
  addresses: ["10.20.1.5/24", "fd00:7::5/64"],
  facts: { "os.name": "Windows 10 IoT", "hardware.virtual": false, "battery.percent": 7 },
  tags: ["till", "berlin"],
  attributes: { floor: "3", city: "Köln" },
  setting: "tills",
  site: "Berlin",
  enrolledMs: NOW_MS - 100 * DAY,
  firstSeenMs: NOW_MS - 99 * DAY,
  lastSeenMs: NOW_MS - 3 * DAY,
  online: false,
  releases: [{ package: "reader", version: "24.2.0" }],
  failed: ["writer"],
};
const CONTEXT: QueryContext = {
  staleAfterMs: STALE_AFTER_MS,
  isInGroup: (name, { id }) => name === "mine" && id === "d-1",
};

function asks(text: string, device: Partial<QueryDevice> = {}): boolean {
  const parsed = parseQuery(text);
  assert.ok(parsed.ok, text);
  return evaluate(parsed.query, { ...TILL, ...device }, NOW_MS, CONTEXT);
}

test("each key asks what its name says", () => {
  const pairs: [holds: string, fails: string][] = [
    ["os:windows,linux", "os:linux"],
    ["arch:x64", "arch:arm64"],
    ["form:pos", "form:laptop"],
    ["bitness:64", "bitness:32"],
    ["version:>=10.0.19044 version:<11", "version:>10.0.19044"],
    ["version:10.0.19044.0", "version:10.0"],
    ["version:10.*", "version:11.*"],
    ["agent:0.1", "agent:>0.1"],
    ["till", "tiller"],
    ["name:till-07", "name:till"],
    ["id:D-1", "id:d"],
    ["hostname:*.example.com", "hostname:*.example.org"],
    ["tag:till", "tag:til"],
    ["tag:b*n", "tag:b*m"],
    ["group:mine", "group:mine not all"],
    ["attr.floor:3", "attr.floor:03"],
    ["attr.floor:>2.5", "attr.floor:>3"],
    ["attr.floor:=3.0", "attr.floor:<3"],
    ["attr.city:*", "attr.city:>0"],
    ["attr.city:köln", "attr.city:KÖLN"],
    ["fact.os.name:windows*iot", "fact.os.name:windows"],
    ["fact.hardware.virtual:false", "fact.hardware.virtual:<1"],
    ["fact.battery.percent:<20", "fact.battery.percent:>=8"],
    ["memory:>=4GiB", "memory:>4GiB"],
    ["disk:<30.1GB", "disk:<30GB"],
    ["cpus:2", "cpus:4,8"],
    ["subnet:10.20.0.0/16", "subnet:10.21.0.0/16"],
    ["subnet:10.20.1.200", "subnet:10.20.1.200/32"],
    ["subnet:10.20.1.5/32", "subnet:10.20.1.128/25"],
    ["subnet:fd00:7::/48", "subnet:fd00:8::/48"],
    ["site:berlin", "site:ber"],
    ["setting:tills", "setting:t"],
    ["seen:<=3d seen:>2d", "seen:<3d"],
    ["enrolled:>=100d", "enrolled:>100d"],
    ["is:away", "is:stale,new,online,retired"],
    ["is:offline", "is:online"],
    ["installed:reader", "installed:read"],
    ["installed:reader>=24.2", "installed:reader>24.2"],
    ["installed:reader=24.*", "installed:reader=2.*"],
    ["installed:*<25", "installed:w*"],
    ["failed:writer", "failed:reader"],
    ["all", "not all"],
  ];
  for (const [holds, fails] of pairs) {
    assert.equal(asks(holds), true, holds);
    assert.equal(asks(fails), false, fails);
  }
});

test("what a device does not have holds for no term, and so for every not", () => {
  const bare = {
    distribution: "",
    osVersion: "",
    attributes: {},
    facts: {},
    tags: [],
    addresses: [],
    releases: [],
    failed: [],
  };
  for (const term of [
    "distribution:*",
    "version:*",
    "version:<999",
    "attr.floor:*",
    "attr.constructor:*",
    "fact.os.name:*",
    "tag:*",
    "installed:*",
    "failed:*",
    "subnet:0.0.0.0/0",
  ]) {
    assert.equal(asks(term, bare), false, term);
    assert.equal(asks(`not ${term}`, bare), true, term);
  }
});

test("presence by rule: the socket, then retired, then never seen, then the time", () => {
  const { firstSeenMs: _, ...unseen } = TILL;
  const states: [string, Partial<QueryDevice>][] = [
    ["online", { online: true, retiredMs: NOW_MS }],
    ["retired", { retiredMs: NOW_MS }],
    ["stale", { lastSeenMs: NOW_MS - STALE_AFTER_MS }],
    ["away", { lastSeenMs: NOW_MS - STALE_AFTER_MS + 1 }],
    ["away", { lastSeenMs: NOW_MS + 60_000 }],
  ];
  for (const [word, device] of states)
    assert.deepEqual(
      ["online", "away", "stale", "retired", "new"].filter((each) => asks(`is:${each}`, device)),
      [word],
    );
  const parsed = parseQuery("is:new not seen:<9999d not seen:>0s");
  assert.ok(parsed.ok && evaluate(parsed.query, unseen, NOW_MS, CONTEXT), "who never came was not seen, at no time");
});
