/** `node bare-socket.mjs SERVER TOKEN`: enrols, opens one WebSocket, says so, and does nothing. For `idle.ts`. */
import { request } from "node:http";
import { WebSocket } from "ws";

const [server, token] = process.argv.slice(2);
const platform = { os: "linux", osVersion: "", distribution: "", arch: "x64", bitness: 64, formFactor: "server" };
const inventory = {
  platform,
  hostname: "bare",
  agentVersion: "0",
  memoryBytes: 0,
  cpuCount: 1,
  diskFreeBytes: 0,
  facts: {},
};
const enrol = request(
  `${server}/agent/v1/enrol`,
  { method: "POST", headers: { "content-type": "application/json" } },
  async (response) => {
    let text = "";
    for await (const chunk of response) text += chunk;
    const { deviceToken } = JSON.parse(text);
    const socket = new WebSocket(`${server.replace(/^http/, "ws")}/agent/v1/socket`, "shoal.1", {
      headers: { authorization: `Bearer ${deviceToken}` },
      perMessageDeflate: false,
    });
    socket.on("open", () => console.log("open"));
  },
);
enrol.end(JSON.stringify({ token, inventory }));
