/**
 * `node bare-tls.ts FOLDER PORT`: mutual TLS 1.3 and WebSockets that say nothing, with the same library and the same kinds of keys: the server's
 * peer in a storm. Its authority (`ca.key`, `ca.pem`) lies in the folder. Prints its address.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { issueServer } from "@shoal/server/identity/issue";
import { WebSocketServer } from "ws";

const [folder = ".", port = "0"] = process.argv.slice(2);
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const ca = read("ca.pem");
const { key, certificate: cert } = await issueServer({ key: read("ca.key"), certificate: ca }, Date.now());
const server = createServer({ key, cert, ca, minVersion: "TLSv1.3", requestCert: true, rejectUnauthorized: true });
new WebSocketServer({ server, handleProtocols: (offered) => [...offered][0]! });
server.listen(Number(port), "127.0.0.1", () => {
  process.stdout.write(`https://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
