import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { TestContext } from "node:test";

export interface Proxy {
  url: string;
  /** Resolves when the server has said this through here. */
  heard(text: string): Promise<void>;
  /** Cuts every connection there is; new ones are taken. */
  cut(): void;
}

/**
 * A line between a client and a server that can be cut.
 * @param slow what begins like this comes to the server only after something else
 */
export async function startProxy(
  t: TestContext,
  target: string,
  slow?: { request: string; until: () => Promise<void> },
): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const waiting = new Map<string, () => void>();
  let said = "";
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    upstream.pipe(client);
    void forward(client, upstream, slow).catch(() => client.destroy());
    upstream.on("data", (chunk: Buffer) => {
      said += chunk.toString("latin1");
      for (const [text, resolve] of waiting) if (said.includes(text)) resolve();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  t.after(async () => {
    cut();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: (text) => (said.includes(text) ? Promise.resolve() : new Promise((resolve) => waiting.set(text, resolve))),
    cut,
  };
}

async function forward(
  from: Socket,
  to: Socket,
  slow?: { request: string; until: () => Promise<void> },
): Promise<void> {
  for await (const chunk of from as AsyncIterable<Buffer>) {
    if (slow && chunk.toString("latin1").startsWith(slow.request)) await slow.until();
    if (!to.write(chunk)) await once(to, "drain");
  }
  to.end();
}
