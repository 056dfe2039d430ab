/** Run by `transports.test.ts` as root in empty network and mount namespaces; what it makes there ends with it. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { test } from "node:test";
import { DATAGRAM_BYTES } from "@shoal/agent/transport/transport";
import { udp, udpTransport } from "@shoal/agent/transport/udp";
import { until } from "./listener.ts";
import { transportContract } from "./transports.ts";

const PORT = 8470;
const ip = (line: string) => execFileSync("ip", line.split(" "));

// The names under /sys/class/net are those of the mount's namespace.
execFileSync("mount", ["-t", "sysfs", "sysfs", "/sys"]);
// An address that is still looking for its double cannot be bound.
writeFileSync("/proc/sys/net/ipv6/conf/default/accept_dad", "0");
ip("link set lo up");

function wire(name: string, subnet: number): void {
  ip(`link add ${name} type veth peer name ${name}-end`);
  ip(`addr add 10.9.${subnet}.1/24 dev ${name}`);
  ip(`link set ${name} up`);
  ip(`link set ${name}-end up`);
}
wire("here", 1);
wire("there", 2);
wire("slow", 3);
execFileSync("tc", "qdisc add dev slow root tbf rate 16kbit burst 4096 limit 100000000".split(" "));
const linkLocal = (name: string) => networkInterfaces()[name]!.find((each) => each.family === "IPv6")!.address;
/** The kernel says a while after it was made that a link has a carrier, and only then it is listed. */
const isThere = (name: string) => networkInterfaces()[name]?.some((each) => each.scopeid) ?? false;
await until(() => ["here", "there", "slow"].every(isThere));

const impatient = udpTransport({ lookMs: 50 });
for (const [family, groups, addressOf] of [
  [4, ["239.255.128.1", "239.255.128.2"], (name: string) => networkInterfaces()[name]![0]!.address],
  [6, ["ff12::7202:1", "ff12::7202:2"], linkLocal],
] as const) {
  const open = (name: string) => (events: Parameters<typeof udp.open>[2]) =>
    udp.open({ name, address: addressOf(name) }, PORT, events);
  transportContract(`UDP over IPv${family}`, async () => ({
    port: PORT,
    groups,
    open: open("here"),
    openElsewhere: open("there"),
    openSlow: open("slow"),
    async openDoomed(events) {
      wire("doomed", 4);
      await until(() => isThere("doomed"));
      const link = { name: "doomed", address: addressOf("doomed") };
      return { transport: await impatient.open(link, PORT, events), end: () => ip("link del doomed") };
    },
    close: async () => undefined,
  }));
}

test("a smaller MTU makes smaller datagrams", async () => {
  ip("link set there mtu 1400");
  for (const [family, address] of [
    [4, "10.9.2.1"],
    [6, linkLocal("there")],
  ] as const) {
    const transport = await udp.open({ name: "there", address }, PORT, { datagram() {}, down() {} });
    await transport.close();
    assert.equal(transport.datagramBytes, DATAGRAM_BYTES[family] - 100);
  }
});
