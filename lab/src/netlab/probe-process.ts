/** Run in a node by `Probe`: does what each line of its input says, and answers it with a line. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { PROBE_GROUP, PROBE_PORT, type ProbeOrder } from "./probe.ts";

/** A flood is 16 datagrams a millisecond: more than any network of a test carries, and less than a processor sends. */
const BURST = 16;

const address = process.argv[2]!;
const ipv6 = address.includes(":");
const socket = createSocket(ipv6 ? "udp6" : "udp4");
const heard: Record<string, number> = {};
let stops = 0;

socket.on("message", (datagram) => {
  const tag = datagram.subarray(0, datagram.indexOf(0)).toString();
  heard[tag] = (heard[tag] ?? 0) + 1;
});
socket.bind(PROBE_PORT);
await once(socket, "listening");
const link = ipv6 ? "::%eth0" : address;
socket.addMembership(PROBE_GROUP[ipv6 ? 6 : 4], link);
socket.setMulticastInterface(link);
// Far enough to cross a router that would route it.
socket.setMulticastTTL(8);
socket.setMulticastLoopback(false);
socket.setBroadcast(true);

async function send({ to, tag, count, sizeBytes }: Extract<ProbeOrder, { what: "send" }>): Promise<void> {
  const datagram = Buffer.alloc(sizeBytes);
  datagram.write(tag);
  const stopsBefore = stops;
  for (let sent = 0; sent < count && stops === stopsBefore; sent++) {
    await new Promise((resolve) => socket.send(datagram, PROBE_PORT, to, resolve));
    // What the kernel takes at once is answered at once: nothing else would ever have its turn.
    if (sent % BURST === BURST - 1) await sleep(1);
  }
}

const answer = (number: number, body: unknown) => process.stdout.write(`${JSON.stringify({ number, body })}\n`);
answer(0, null);
for await (const line of createInterface(process.stdin)) {
  const { number, order } = JSON.parse(line) as { number: number; order: ProbeOrder };
  if (order.what === "stop") stops++;
  if (order.what === "send") void send(order).then(() => answer(number, null));
  else answer(number, order.what === "heard" ? (heard[order.tag] ?? 0) : null);
}
process.exit(0);
