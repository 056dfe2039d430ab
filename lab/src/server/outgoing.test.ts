import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttp } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { FeedTest } from "@shoal/protocol/api/siem";
import type { DeliveryRow } from "@shoal/protocol/api/webhook";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { ServerOptions } from "@shoal/server/config/options";
import { createServer } from "@shoal/server/server";
import { pino } from "pino";
import { Operator } from "../fleet/operator.ts";
import { Browser } from "../operator/browser.ts";
import { boot } from "./booted.ts";

/** A host that is there, says what it is told to, and counts who comes. */
async function there(t: TestContext, answer: () => object = () => ({})) {
  const seen: string[] = [];
  const server = createHttp((request, response) => {
    seen.push(request.url!);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, seen };
}

test("a server with a list of hosts reaches these and no others, also where it was allowed before", async (t) => {
  const { port, seen } = await there(t);
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-outgoing-"));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const run = async (options: Omit<ServerOptions, "dataDir">, use: (operator: Operator) => Promise<void>) => {
    const logged: string[] = [];
    const logger = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
    const local = { webhookAllow: ["127.0.0.1"], insecureWebhooks: true, logger };
    const server = await createServer({ dataDir, port: 0, ...local, ...options, firstToken: true });
    token ??= server.adminToken;
    try {
      await use(new Operator(server.url, token));
    } finally {
      await server.close();
    }
    return logged.join("");
  };
  let token: string | undefined;
  const hook = { name: "hook", url: `http://127.0.0.1:${port}/hook`, events: ["task.*"] };
  const feed = { name: "feed", target: `tcp://127.0.0.1:${port}` };
  const tryHook = (operator: Operator) => operator.post<DeliveryRow>("/api/v1/webhooks/hook/test");
  const tryFeed = (operator: Operator) => operator.post<FeedTest>("/api/v1/siem/feed/test");

  const allowed = { outgoingAllow: ["Hooks.example", "*.logs.example", "127.0.0.0/8"], insecureLogFeeds: true };
  const logged = await run(allowed, async (operator) => {
    for (const [path, body] of [
      ["webhooks", { ...hook, url: "https://evil.example/" }],
      ["webhooks", { ...hook, url: "https://sub.hooks.example/" }],
      ["webhooks", { ...hook, url: "https://198.51.100.7/" }],
      ["siem", { name: "x", target: "tls://logs.example" }],
      ["siem", { name: "x", target: "tls://[2001:db8::1]" }],
    ] as const)
      await assert.rejects(
        operator.post(`/api/v1/${path}`, body),
        /-invalid.*is not among the hosts that this server may reach; .*--outgoing-allow/,
        JSON.stringify(body),
      );
    await operator.post("/api/v1/webhooks", hook);
    await operator.send("PATCH", "/api/v1/webhooks/hook", { url: "https://hooks.example/" });
    await operator.send("PATCH", "/api/v1/webhooks/hook", { url: hook.url });
    await operator.post("/api/v1/siem", { name: "away", target: "udp://a.logs.example" });
    await operator.post("/api/v1/siem", feed);
    assert.equal((await tryHook(operator)).state, "delivered");
    assert.match(
      (await tryFeed(operator)).error!,
      /receiver closed the connection/,
      "it came there, and that speaks HTTP",
    );
    const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=server.started");
    assert.deepEqual(items[0]!.detail["insecure"], ["webhooks", "log-feeds"]);
  });
  assert.match(logged, /"insecure":"webhooks".*"insecure":"log-feeds"/s);
  const before = seen.length;
  await run({ outgoingAllow: ["hooks.example"] }, async (operator) => {
    assert.match((await tryHook(operator)).tries![0]!.error!, /127\.0\.0\.1 is not among the hosts/);
    assert.match((await tryFeed(operator)).error!, /127\.0\.0\.1 is not among the hosts/);
    await assert.rejects(
      operator.send("PATCH", "/api/v1/webhooks/hook", { url: hook.url }),
      /webhook-invalid.*not among/,
    );
  });
  assert.equal(seen.length, before, "nobody came");
  for (const entry of ["https://hooks.example", "hooks.example:443", "*", "10.0.0.0/99", "1.2.3"])
    await assert.rejects(
      run({ outgoingAllow: [entry] }, async () => {}),
      /--outgoing-allow .* is no host/,
      entry,
    );
});

test("without an option that says insecure, the trail does not leave this machine in the clear", async (t) => {
  const { operator } = await boot(t);
  for (const target of ["udp://192.0.2.7", "tcp://logs.example:6000"])
    await assert.rejects(
      operator.post("/api/v1/siem", { name: "x", target }),
      /siem-invalid.*everybody on the way; write tls:.*--insecure-log-feeds/,
    );
  await operator.post("/api/v1/siem", { name: "x", target: "tls://logs.example" });
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=server.started");
  assert.deepEqual(Object.keys(items[0]!.detail), ["version"]);
});

test("a provider of sign-on has to be on the list, and so does every host that it names", async (t) => {
  let issuer = "";
  const elsewhere = () => issuer.replace("127.0.0.1", "localhost");
  const provider = await there(t, () => ({
    ...{ issuer, authorization_endpoint: `${issuer}/authorize`, jwks_uri: `${elsewhere()}/keys` },
    ...{ token_endpoint: `${elsewhere()}/token`, response_types_supported: ["code"] },
  }));
  issuer = `http://127.0.0.1:${provider.port}`;
  const signOn = { issuer, clientId: "shoal", clientSecret: "a secret of this test", roles: {} };
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-outgoing-"));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const start = { dataDir, port: 0, logLevel: "silent", signOn, outgoingAllow: ["id.example"] };
  await assert.rejects(createServer(start), /provider of sign-on cannot be asked: 127\.0\.0\.1 is not among the hosts/);

  const { server } = await boot(t, { signOn, outgoingAllow: ["127.0.0.1"] });
  const browser = new Browser(server.url);
  browser.origin = undefined;
  const answer = await browser.fetch(new URL("/sign-in/provider", server.url));
  const state = new URL(answer.headers.get("location")!).searchParams.get("state");
  const back = await browser.fetch(new URL(`/sign-in/callback?code=any&state=${state}`, server.url));
  assert.match(((await back.json()) as { detail: string }).detail, /localhost is not among the hosts/);
  assert.deepEqual(provider.seen, ["/.well-known/openid-configuration"]);
});
