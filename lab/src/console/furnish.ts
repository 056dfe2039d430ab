import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { enrol } from "@shoal/agent/agent";
import type { ServerOptions } from "@shoal/server/config/options";
import { model } from "../agent/scene.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { folder } from "../identity/folder.ts";
import type { Booted } from "../server/booted.ts";

/** With what a server has to be started, so that a webhook reaches a receiver of this process. */
export const FURNISHED: Omit<ServerOptions, "dataDir"> = { webhookAllow: ["127.0.0.1"], insecureWebhooks: true };

/** What people have written: descriptions, names, reasons, answers. Of each kind one thing, so that no page is empty. */
export async function furnish(
  t: TestContext,
  { server, operator }: Pick<Booted, "server" | "operator">,
  text = "Of the shops",
): Promise<void> {
  const put = (path: string, body: object) => operator.send("PUT", `/api/v1/${path}`, body);
  await put("groups/tills", { description: text, query: "name:till-*" });
  await put("groups/listed", { description: text, devices: [] });
  await put("setting-sets/tills", { description: text, values: { pollIntervalMs: 60_000 } });
  await operator.post("/api/v1/setting-sets/tills/assign", { targets: { query: "name:till-*" } });
  await put("roles/helpdesk", { description: text, permissions: ["device.read"] });
  const bob = { name: "bob", email: "bob@example.org", roles: [{ role: "helpdesk" }] };
  await operator.post("/api/v1/operators/invite", bob);
  await operator.post("/api/v1/tokens", { name: "ci", permissions: ["device.read"] });
  await put("secrets/licence", { value: "correct horse battery", packages: ["reader"] });
  await operator.post("/api/v1/registrations", { name: "till-announced", serial: "SN-2026-1" });
  const chat = { name: "chat", description: text, url: await receiver(t, text), events: ["webhook.*"] };
  await operator.post("/api/v1/webhooks", chat);
  await operator.post("/api/v1/webhooks/chat/test");
  await operator.post("/api/v1/siem", { name: "logs", target: "file" });
  const { pin } = await operator.get<{ pin: string }>("/api/v1/enrolment-pin");
  // Asks until the server is gone.
  const host = new SimHost(model("walk-in"));
  void enrol({ server: server.agentUrl, pin, host, stateDir: folder(t), everyMs: 500 }).catch(() => {});
}

/** Takes what webhooks send. @returns where it is */
async function receiver(t: TestContext, answer: string): Promise<string> {
  const http = createServer((request, response) => {
    request.resume().once("end", () => response.end(answer));
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  t.after(() => http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`;
}
