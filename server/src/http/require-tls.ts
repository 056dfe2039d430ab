import { isInPrefix } from "@shoal/core/subnet/prefix";
import { say } from "@shoal/protocol/sentence/say";
import { isLoopback, readProxies } from "../config/tls.ts";
import type { App } from "./app.ts";
import { Refusal } from "./refusal.ts";

/**
 * A server that speaks no TLS itself listens beyond its machine for its proxies alone: whoever else comes there would show their token to the
 * network, and is told so before anything of theirs is read.
 */
export function requireTls(app: App, trustProxy: readonly string[]): void {
  const proxies = readProxies(trustProxy);
  app.addHook("onRequest", async (request) => {
    const { socket } = request.raw;
    if ("encrypted" in socket) return;
    const from = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
    if (!isLoopback(from) && !proxies.some((prefix) => isInPrefix(from, prefix)))
      throw new Refusal("tls-missing", say("not-among-proxies", { address: from }));
  });
}
