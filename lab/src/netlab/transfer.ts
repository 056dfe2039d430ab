import { once } from "node:events";
import type { Netlab } from "./netlab.ts";

/** Somebody else's bytes: one TCP connection from host to host. */
export interface Transfer {
  from: string;
  to: string;
  sizeBytes: number;
}

const PORT = 5001;
const SERVE = `const [port, size] = process.argv.slice(1).map(Number);
require("node:net").createServer((socket) => socket.end(Buffer.alloc(size))).listen(port, () => console.log("ready"));`;
const FETCH = `const [host, port, size] = process.argv.slice(1);
let got = 0;
require("node:net").connect(Number(port), host).on("data", (bytes) => { got += bytes.length; })
  .on("close", () => process.exit(got === Number(size) ? 0 : 1)).on("error", () => {});`;

/** @returns how long it took to carry, with making the connection, milliseconds. @throws Error where not all has come */
export async function transfer(lab: Netlab, { from, to, sizeBytes }: Transfer): Promise<number> {
  const server = lab.spawn(from, [process.execPath, "-e", SERVE, String(PORT), String(sizeBytes)], { output: "pipe" });
  try {
    await once(server.stdout!, "data");
    const startedMs = performance.now();
    const argv = [process.execPath, "-e", FETCH, lab.addressOf(from), String(PORT), String(sizeBytes)];
    const client = lab.spawn(to, argv, { output: "ignore" });
    const [code] = (await once(client, "exit")) as [number];
    if (code !== 0) throw new Error(`not all of ${sizeBytes} bytes came from ${from} to ${to}`);
    return performance.now() - startedMs;
  } finally {
    server.kill("SIGKILL");
  }
}
