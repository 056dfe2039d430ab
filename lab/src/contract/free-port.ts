import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";

/** No system takes one of these by itself for a connection, or for a socket that any port will do: what is free stays free for a while. */
const [FIRST, LAST] = [20_000, 32_000];

/** A port that is free for UDP and TCP, to be taken later, and again after a server that had it has ended. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    try {
      const tcp = createServer().listen(port, "127.0.0.1");
      await once(tcp, "listening");
      await new Promise((closed) => tcp.close(closed));
      const udp = createSocket("udp4").bind(port, "127.0.0.1");
      await once(udp, "listening");
      await new Promise<void>((closed) => udp.close(closed));
      return port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    }
  }
}
