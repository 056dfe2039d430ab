import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { namespaces } from "./namespaces.ts";
import { Netlab, netlabMissing } from "./netlab.ts";
import { Probe, until } from "./probe.ts";
import type { NetlabShape } from "./shape.ts";

const missing = netlabMissing();
const skip = missing ?? false;

const SHAPE: NetlabShape = { subnets: 2, hosts: 4, wanMbit: 4, lanMbit: 16, lossPercent: 0 };
const LEAST: NetlabShape = { ...SHAPE, subnets: 1, hosts: 1 };
const lab = new Netlab(SHAPE);
const of = ({ id }: { id: string }) => namespaces().filter((name) => name.startsWith(`shoal-${id}-`));

let server: Probe;
let hosts: [Probe, Probe, Probe, Probe];
let elsewhere: Probe;

before(async () => {
  if (missing) return;
  lab.up();
  const start = (node: string) => Probe.start(lab, node);
  const all = ["srv", "s2.h1", "s1.h1", "s1.h2", "s1.h3", "s1.h4"].map(start);
  [server, elsewhere, ...hosts] = (await Promise.all(all)) as [Probe, Probe, Probe, Probe, Probe, Probe];
  // Neighbours know each other from now on: nothing that is sent waits for an answer and comes later.
  for (const from of [server, elsewhere, ...hosts])
    for (const to of [server, elsewhere, ...hosts]) if (from !== to) await from.reaches(to);
});
after(() => {
  if (!missing) lab.down();
});

/** Datagrams that were dropped because the process did not take them in time are no loss of the network. */
async function came(probe: Probe, host: string, tag: string, dropsBefore: number, inLab = lab): Promise<number> {
  return (await probe.heard(tag)) + inLab.counters().hosts[host]!.udp_rcvbuf_drops - dropsBefore;
}

test("a cast comes to all of its subnet, and to nobody elsewhere", { skip }, async () => {
  const [first, ...others] = hosts;
  await first.cast("cast", 100);
  for (const other of [...others, elsewhere, server]) await first.reaches(other);
  for (const other of others) await until("all of the cast", async () => (await other.heard("cast")) === 100);
  assert.deepEqual(await Promise.all([elsewhere, server].map((each) => each.heard("cast"))), [0, 0]);
});

test("nothing of it is in the machine's own namespace", { skip }, () => {
  const { stdout } = spawnSync("ip", ["-o", "link"], { encoding: "utf8" });
  assert.doesNotMatch(stdout, /wan0|lan1|up0|h1@/);
});

test("what is lost is about what was asked for, at each host for itself, over IPv6 too", { skip }, async () => {
  for (const ipv6 of [false, true]) {
    const lossy = new Netlab({ ...SHAPE, subnets: 1, hosts: 3, lossPercent: 10, ipv6 });
    lossy.up();
    try {
      const [sender, ...receivers] = await Promise.all(lossy.hosts.map((host) => Probe.start(lossy, host)));
      for (const receiver of receivers) await sender!.reaches(receiver);
      const dropped = lossy.counters().hosts;
      await sender!.cast("cast", 2000);
      const lost: number[] = [];
      for (const [at, receiver] of receivers.entries()) {
        await sender!.reaches(receiver);
        const host = lossy.hosts[at + 1]!;
        lost.push(2000 - (await came(receiver, host, "cast", dropped[host]!.udp_rcvbuf_drops, lossy)));
      }
      const fiveSigma = 5 * Math.sqrt(2000 * 0.1 * 0.9);
      for (const count of lost) assert.ok(Math.abs(count - 200) < fiveSigma, `${lost} of 2000, IPv6: ${ipv6}`);
    } finally {
      lossy.down();
    }
  }
});

test("the WAN and the LAN carry what they were made for", { skip }, async () => {
  const [first] = hosts;
  void first.send(hosts[1].address, "flood", Number.MAX_SAFE_INTEGER, 1400);
  void server.send(elsewhere.address, "flood", Number.MAX_SAFE_INTEGER, 1400);
  const carried = () => {
    const { wan, hosts: each } = lab.counters();
    return { wan: wan.down_bytes, lan: each["s1.h2"]!.rx_bytes };
  };
  // What was sent at once before the buckets were empty is over.
  const start = carried();
  await until("both are under way", () => carried().wan - start.wan > 100_000 && carried().lan - start.lan > 200_000);
  const startedMs = performance.now();
  const before = carried();
  await until("it has carried a megabyte", () => carried().lan - before.lan > 1_000_000);
  const now = carried();
  const seconds = (performance.now() - startedMs) / 1000;
  await Promise.all([first.stop(), server.stop()]);
  const [wan, lan] = [now.wan - before.wan, now.lan - before.lan];
  // However slow the machine is, there is never more than this; and it is slow for both of them.
  const most = { wan: (SHAPE.wanMbit / 8) * 1e6 * seconds, lan: (SHAPE.lanMbit / 8) * 1e6 * seconds };
  assert.ok(wan < 1.05 * most.wan + 10_000 && lan < 1.05 * most.lan + 10_000, JSON.stringify({ wan, lan, most }));
  assert.ok(lan / wan > 3 && lan / wan < 5, `${lan} bytes beside ${wan}`);
});

test("what is cut off hears nothing and is not heard, until it is healed", { skip }, async () => {
  const [first, second, third] = hosts;
  lab.partition("s1.h2");
  await first.send(second.address, "cut", 20);
  await first.cast("cut", 20);
  await second.send(third.address, "cut", 20);
  await first.reaches(third);
  lab.heal("s1.h2");
  await first.reaches(second);
  await second.reaches(third);
  assert.deepEqual([await second.heard("cut"), await third.heard("cut")], [0, 20]);

  lab.partition("s1");
  await first.send(server.address, "cut", 20);
  await first.reaches(second);
  lab.heal("s1");
  await first.reaches(server);
  assert.equal(await server.heard("cut"), 0);
});

test("halves of a split subnet do not hear each other, and both hear the router", { skip }, async () => {
  const [a, b, c, d] = hosts;
  const broadcast = a.address.replace(/\d+$/, "255");
  lab.split("s1", ["s1.h1", "s1.h2"]);
  for (const [from, friend, strangers] of [
    [a, b, [c, d]],
    [d, c, [a, b]],
  ] as const) {
    for (const to of [...strangers, friend]) await from.send(to.address, `unicast of ${from.address}`, 20);
    await from.send(broadcast, `broadcast of ${from.address}`, 20);
    await from.cast(`cast of ${from.address}`, 20);
  }
  for (const host of hosts) {
    for (const other of [server, elsewhere]) {
      await host.reaches(other);
      await other.reaches(host);
    }
  }
  for (const [from, to] of [
    [a, b],
    [b, a],
    [c, d],
    [d, c],
  ] as const)
    await from.reaches(to);
  lab.unite("s1");
  for (const from of hosts) for (const to of hosts) if (from !== to) await from.reaches(to);
  for (const how of ["unicast", "broadcast", "cast"])
    for (const [from, friend] of [
      [a, b],
      [d, c],
    ] as const)
      for (const to of hosts)
        if (to !== from)
          assert.equal(await to.heard(`${how} of ${from.address}`), to === friend ? 20 : 0, `${how} to ${to.address}`);
});

test("a switch passes multicast to nobody, and again to all", { skip }, async () => {
  const [first, second] = hosts;
  lab.igmp("s1", "blackhole");
  await first.cast("into the dark", 20);
  await first.reaches(second);
  lab.igmp("s1", "flood");
  await first.cast("to all", 20);
  await until("it is passed again", async () => (await second.heard("to all")) === 20);
  assert.equal(await second.heard("into the dark"), 0);
});

test("counters count what crosses each link, and what a process did not take in time", { skip }, async () => {
  const [first, second] = hosts;
  const start = lab.counters();
  await first.send(server.address, "counted", 50, 1000);
  await until("all of them", async () => (await server.heard("counted")) === 50);
  second.process.kill("SIGSTOP");
  await first.send(second.address, "not taken", 2000);
  const drops = () => lab.counters().hosts["s1.h2"]!.udp_rcvbuf_drops - start.hosts["s1.h2"]!.udp_rcvbuf_drops;
  await until("its buffer is full", () => drops() > 0);
  second.process.kill("SIGCONT");
  await until("each is taken or dropped", async () => (await second.heard("not taken")) + drops() === 2000);
  const now = lab.counters();
  const [up, inside] = [50 * 1042, 2000 * 142];
  for (const [name, bytes, least] of [
    ["WAN", now.wan.up_bytes - start.wan.up_bytes, up],
    ["router", now.subnets["s1"]!.to_router_bytes - start.subnets["s1"]!.to_router_bytes, up],
    ["host", now.hosts["s1.h1"]!.tx_bytes - start.hosts["s1.h1"]!.tx_bytes, up + inside],
    ["switch", now.subnets["s1"]!.switch_in_bytes - start.subnets["s1"]!.switch_in_bytes, up + inside],
    ["other host", now.hosts["s1.h2"]!.rx_bytes - start.hosts["s1.h2"]!.rx_bytes, inside],
    ["other subnet", now.subnets["s2"]!.from_router_bytes - start.subnets["s2"]!.from_router_bytes, 0],
  ] as const)
    assert.ok(bytes >= least && bytes < least + 5000, `${name}: ${bytes} bytes of ${least}`);
});

test("an access point casts slowly to one, and sends to it as quickly as before", { skip }, async () => {
  const [first, , third, fourth] = hosts;
  lab.wifi("s1.h4", 1);
  const start = lab.counters().hosts;
  await first.cast("over the air", 400, 1400);
  await first.send(fourth.address, "to one", 400, 1400);
  const cameTo = (probe: Probe, host: string, tag: string) => came(probe, host, tag, start[host]!.udp_rcvbuf_drops);
  await until("it goes to one", async () => (await cameTo(fourth, "s1.h4", "to one")) >= 400);
  await until("by wire it goes to all", async () => (await cameTo(third, "s1.h3", "over the air")) === 400);
  assert.ok((await fourth.heard("over the air")) < 300);
});

test("what lives in a network ends with it, and another time there is nothing to do", { skip }, async () => {
  const least = new Netlab(LEAST);
  least.up();
  least.up();
  const scripts = {
    srv: "echo; exec sleep 1000",
    "s1.h1": "trap '' TERM; echo; exec sleep 1000",
  };
  const children = Object.entries(scripts).map(([node, script]) =>
    least.spawn(node, ["sh", "-c", script], { output: "pipe" }),
  );
  await Promise.all(children.map(({ stdout }) => once(stdout!, "data")));
  const exits = children.map((child) => once(child, "exit"));
  assert.equal(of(least).length, 4);
  least.down();
  least.down();
  assert.deepEqual(of(least), []);
  assert.deepEqual(await Promise.all(exits), [
    [null, "SIGTERM"],
    [null, "SIGKILL"],
  ]);
});

test("a network that cannot be built is not left half-built, and it is said why", { skip }, () => {
  const wrong = new Netlab({ ...LEAST, lossPercent: 300 });
  assert.throws(() => wrong.up(), /--probability 3\.0.*(bad|must be|range)/is);
  assert.deepEqual(of(wrong), []);
});

test("whose process died without taking it down is removed, and no other", { skip }, async () => {
  const script = `
    import { Netlab } from ${JSON.stringify(new URL("./netlab.ts", import.meta.url).href)};
    const lab = new Netlab(${JSON.stringify(LEAST)});
    lab.up();
    const child = lab.spawn("s1.h1", ["sh", "-c", "echo; exec sleep 1000"], { output: "pipe" });
    child.stdout.once("data", () =>
      process.stdout.write(lab.id + " " + child.pid, () => process.kill(process.pid, "SIGKILL")),
    );`;
  const argv = ["--input-type=module", "-e", script];
  const { stdout } = spawnSync(process.execPath, argv, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [id, pid] = stdout.split(" ") as [string, string];
  assert.equal(of({ id }).length, 4);
  const chosen = new Netlab(LEAST, `chosen-${process.pid}`);
  const next = new Netlab(LEAST);
  try {
    chosen.up();
    assert.deepEqual(of({ id }), []);
    assert.ok(!existsSync(`/proc/${pid}/ns/net`));
    next.up();
    assert.equal(of(chosen).length, 4);
    await hosts[0].reaches(hosts[1]);
  } finally {
    chosen.down();
    next.down();
  }
});

if (missing) console.log(`left out: networks of namespaces; ${missing}`);
