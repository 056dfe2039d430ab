/** `node bare-socket.mjs SERVER IDENTITY`: opens one WebSocket by TLS, says so, and does nothing. For `idle.ts`. */
import { readFileSync } from "node:fs";
import { WebSocket } from "ws";

const [server, file] = process.argv.slice(2);
const { trust, key, certificate } = JSON.parse(readFileSync(file, "utf8"));
const socket = new WebSocket(`${server.replace(/^http/, "ws")}/agent/v1/socket`, "shoal.1", {
  ca: trust.cas.map((der) => `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----`),
  servername: "shoal-server",
  minVersion: "TLSv1.3",
  key,
  cert: certificate,
  perMessageDeflate: false,
});
socket.on("open", () => console.log("open"));
