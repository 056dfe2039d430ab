import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { networkInterfaces } from "node:os";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { MemoryNet } from "@shoal/agent/transport/memory";
import { udp } from "@shoal/agent/transport/udp";
import { freePort } from "./free-port.ts";
import { transportContract } from "./transports.ts";

const HERE = { name: "wire", address: "10.1.0.1" };
const ELSEWHERE = { name: "other", address: "10.2.0.1" };

transportContract("memory", async () => {
  const net = new MemoryNet({ subnets: ["10.1.0.0/24", "10.2.0.0/24"] });
  return {
    port: 8470,
    groups: ["239.255.128.1", "239.255.128.2"],
    open: (events) => net.open(HERE, 8470, events),
    openElsewhere: (events) => net.open(ELSEWHERE, 8470, events),
    openSlow: (events) => {
      net.jam("10.1.0.9");
      return net.open({ ...HERE, address: "10.1.0.9" }, 8470, events);
    },
    async openDoomed(events) {
      const address = "10.1.0.66";
      return { transport: await net.open({ ...HERE, address }, 8470, events), end: () => net.unplug(address) };
    },
    close: async () => undefined,
  };
});

const loopback = Object.entries(networkInterfaces()).find(([, all]) =>
  all?.some((each) => each.address === "127.0.0.1"),
);

transportContract(
  "UDP on the loopback",
  async () => {
    const port = await freePort();
    const link = { name: loopback![0], address: "127.0.0.1" };
    return {
      port,
      groups: ["239.255.200.7", "239.255.200.8"],
      open: (events) => udp.open(link, port, events),
      close: async () => undefined,
    };
  },
  // These take links of its own, which the test below has.
  ["openElsewhere", "openSlow", "openDoomed"],
);

test("UDP in a namespace of its own: IPv4 and IPv6, two links, a slow one, one that ends", async (t) => {
  const why = noNamespace();
  if (why) return t.skip(why);
  const script = fileURLToPath(new URL("./transports-in-namespace.ts", import.meta.url));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn("unshare", ["--net", "--mount", process.execPath, script], { env, timeout: 120_000 });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (output += bytes));
  const [code] = await once(child, "close");
  assert.equal(code, 0, output);
  assert.match(output, /pass \d\d/, output);
});

function noNamespace(): string | undefined {
  if (process.platform !== "linux") return "only Linux has network namespaces";
  for (const argv of [
    ["unshare", "--net", "--mount", "true"],
    ["ip", "-V"],
    ["tc", "-V"],
  ] as [string, ...string[]][])
    if (spawnSync(argv[0], argv.slice(1)).status !== 0)
      return `${argv.join(" ")} does not work here: root and iproute2 are needed`;
  return undefined;
}
