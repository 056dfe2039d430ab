import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeliveryRow, WebhookMade, WebhookRow } from "@shoal/protocol/api/webhook";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { createServer as createShoal } from "@shoal/server/server";
import { Webhook } from "standardwebhooks";
import { shoalFor } from "../cli/shoal.ts";
import { Operator } from "../fleet/operator.ts";
import { boot, scriptRelease } from "../server/booted.ts";

const AT = "/api/v1/webhooks";
const LOCAL = { webhookAllow: ["127.0.0.1"], insecureWebhooks: true };

interface Message {
  headers: Record<string, string>;
  body: string;
}

/** A receiver that somebody else has written: only its library says whether a message is ours. */
async function receiver(t: TestContext) {
  const got: Message[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      got.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(state.status).end(state.status === 200 ? "" : "not today");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/secret-path`;
  return { url, got, state };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds()) return;
    await sleep(25);
  }
  assert.fail("it did not come to that");
}

test("a receiver with the standard's own library takes what is sent, by either secret while they are changed", async (t) => {
  const { operator } = await boot(t, LOCAL);
  const { url, got } = await receiver(t);
  await operator.trust();
  const made = await operator.post<WebhookMade>(AT, { name: "chat", url, events: ["release.published"] });
  await operator.publish(scriptRelease("1.0.0"));
  await until(() => got.length === 1);
  const seen = new Webhook(made.secret).verify(got[0]!.body, got[0]!.headers) as { type: string; data: object };
  assert.deepEqual([seen.type, seen.data], ["release.published", { package: "tool", version: "1.0.0" }]);
  assert.throws(() => new Webhook(made.secret).verify(got[0]!.body.replace("1.0.0", "6.6.6"), got[0]!.headers));

  const rotated = await operator.post<WebhookMade>(`${AT}/chat/rotate`, {});
  assert.ok((rotated.rotatingUntilMs ?? 0) > Date.now());
  await operator.publish(scriptRelease("2.0.0"));
  await until(() => got.length === 2);
  for (const secret of [made.secret, rotated.secret]) new Webhook(secret).verify(got[1]!.body, got[1]!.headers);
  const last = await operator.post<WebhookMade>(`${AT}/chat/rotate`, { overlapMs: 0 });
  assert.equal(last.rotatingUntilMs, undefined);
  await operator.publish(scriptRelease("3.0.0"));
  await until(() => got.length === 3);
  new Webhook(last.secret).verify(got[2]!.body, got[2]!.headers);
  for (const secret of [made.secret, rotated.secret])
    assert.throws(() => new Webhook(secret).verify(got[2]!.body, got[2]!.headers), /No matching signature/);
  const everywhere = JSON.stringify([await operator.get(AT), await operator.get("/api/v1/audit")]);
  for (const secret of [made.secret, rotated.secret, last.secret])
    assert.ok(!everywhere.includes(secret), "a secret is shown once");
});

test("a server that is killed and started again sends what it had not, and nothing twice", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-webhook-"));
  const options = { dataDir, port: 0, logLevel: "silent", ...LOCAL, firstToken: true as const };
  let server = await createShoal(options);
  const token = server.adminToken;
  t.after(async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const { url, got, state } = await receiver(t);
  let operator = new Operator(server.url, token);
  await operator.trust();
  await operator.post(AT, { name: "chat", url, events: ["release.published"] });
  const deliveries = async () => (await operator.get<{ items: DeliveryRow[] }>(`${AT}/chat/deliveries`)).items;
  const delivered = async (count: number) => {
    const items = await deliveries();
    return items.length === count && items.every((each) => each.state === "delivered");
  };
  await operator.publish(scriptRelease("1.0.0"));
  await until(() => delivered(1));
  state.status = 500;
  await operator.publish(scriptRelease("2.0.0"));
  await until(() => got.length >= 2);
  await server.close();
  state.status = 200;
  server = await createShoal(options);
  operator = new Operator(server.url, token, operator.publisher);
  await operator.publish(scriptRelease("3.0.0"));
  await until(() => delivered(3));
  const taken = new Map<string, number>();
  for (const { headers } of got) taken.set(headers["webhook-id"]!, (taken.get(headers["webhook-id"]!) ?? 0) + 1);
  const times = (await deliveries()).map(({ messageId }) => taken.get(messageId)!);
  assert.deepEqual([times.length, times[0], times[1]! >= 2, times[2], taken.size], [3, 1, true, 1, 3]);
});

test("a webhook is tested, listed, changed, disabled, enabled and deleted, and each is audited", async (t) => {
  const { operator } = await boot(t, LOCAL);
  const { url, got, state } = await receiver(t);
  await operator.trust();
  await operator.post(AT, { name: "chat", url, events: ["task.*"], description: "the room" });
  state.status = 403;
  const refused = await operator.post<DeliveryRow>(`${AT}/chat/test`);
  assert.deepEqual(
    [refused.state, refused.kind, refused.tries[0]?.status, refused.answer, refused.nextMs],
    ["given-up", "webhook.test", 403, "not today", undefined],
  );
  state.status = 200;
  assert.equal((await operator.post<DeliveryRow>(`${AT}/chat/test`)).state, "delivered");
  await operator.send("PATCH", `${AT}/chat`, { events: ["release.published"] });
  await operator.post(`${AT}/chat/disable`);
  await operator.publish(scriptRelease("1.0.0"));
  const disabled = await operator.get<WebhookRow>(`${AT}/chat`);
  assert.deepEqual([disabled.state, disabled.why, disabled.pending], ["disabled", "by token:admin", 0]);
  await assert.rejects(operator.post(`${AT}/chat/disable`), /conflict.*is disabled/);
  const [{ id }] = (await operator.get<{ items: [DeliveryRow] }>(`${AT}/chat/deliveries`)).items;
  await assert.rejects(operator.post(`${AT}/chat/deliveries/${id}/redeliver`), /conflict.*shoal webhook enable/);
  assert.equal(got.length, 2);
  await operator.post(`${AT}/chat/enable`);
  await until(() => got.length === 3);
  assert.match(got[2]!.body, /release\.published/, "what happened meanwhile has waited");
  const delivered = async () =>
    (await operator.get<{ items: DeliveryRow[] }>(`${AT}/chat/deliveries?state=delivered`)).items;
  // What has arrived is not yet known to have.
  await until(async () => (await delivered()).length === 2);
  await operator.post(`${AT}/chat/deliveries/${(await delivered())[0]!.id}/redeliver`);
  await until(() => got.length === 4);
  assert.equal(got[3]!.headers["webhook-id"], got[2]!.headers["webhook-id"]);
  assert.equal(got[3]!.body, got[2]!.body);
  await operator.send("DELETE", `${AT}/chat`);
  await assert.rejects(operator.get(`${AT}/chat`), /not-found.*webhook chat/);
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?subject=webhook:chat");
  assert.deepEqual(items.map(({ what }) => what.slice("webhook.".length)).reverse(), [
    "made",
    "tested",
    "tested",
    "changed",
    "disabled",
    "enabled",
    "redelivered",
    "deleted",
  ]);
  assert.equal(items.at(-1)!.actor, "token:admin");
  assert.doesNotMatch(JSON.stringify(items), /secret-path/, "a path may be a secret too");
});

test("what cannot be a webhook is refused with the reason, and nothing is stored", async (t) => {
  const { operator } = await boot(t);
  const make = (more: object) =>
    operator.post(AT, { name: "chat", url: "https://chat.example/", events: ["*"], ...more });
  for (const [more, reason] of [
    [{ url: "http://chat.example/" }, /webhook-invalid.*body\/url: http: .*--insecure-webhooks/],
    [{ url: "chat.example" }, /webhook-invalid.*body\/url: "chat.example" is no URL/],
    [{ url: "https://10.0.0.7/" }, /webhook-invalid.*10\.0\.0\.7 is no public address.*--webhook-allow/],
    [{ url: "https://me:pw@chat.example/" }, /webhook-invalid.*a name and a password/],
    [{ url: `https://chat.example/${"x".repeat(3000)}` }, /bad-request.*url/],
    [{ events: ["task.finishd"] }, /webhook-invalid.*body\/events: .*did you mean task\.finished/],
    [{ events: [] }, /bad-request.*events/],
    [{ name: "Chat room" }, /bad-request.*name/],
    [{ colour: "red" }, /bad-request/],
  ] as const)
    await assert.rejects(make(more), reason);
  assert.deepEqual(await operator.get(AT), { items: [] });
  await make({});
  await assert.rejects(make({}), /conflict.*there is a webhook chat already/);
  await assert.rejects(operator.send("PATCH", `${AT}/chat`, {}), /bad-request/);
  await assert.rejects(operator.send("PATCH", `${AT}/chat`, { events: ["nothing"] }), /webhook-invalid/);
  await assert.rejects(operator.post(`${AT}/chat/rotate`, { overlapMs: 1e12 }), /bad-request.*overlapMs/);
  await assert.rejects(operator.post(`${AT}/chat/deliveries/7/redeliver`), /not-found.*delivery 7/);
  for (let at = 1; at < 50; at++) await make({ name: `chat-${at}`, events: ["task.started"] });
  await assert.rejects(make({ name: "one-more" }), /conflict.*there are 50 webhooks/);
});

test("the command line makes, shows, tests, rotates, redelivers and removes", async (t) => {
  const { server, operator } = await boot(t, LOCAL);
  const { url, got, state } = await receiver(t);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  assert.match((await shoal("webhook", "list")).stderr, /There is no webhook yet/);
  const wrong = await shoal("webhook", "add", "chat", url, "--event", "task.finishd");
  assert.deepEqual([wrong.code, /did you mean task\.finished/.test(wrong.stderr)], [2, true], wrong.stderr);
  const added = await shoal("webhook", "add", "chat", url, "--event", "release.published,action.step:failed");
  assert.deepEqual([added.code, /^whsec_[\w+/=]{44}\n$/.test(added.stdout)], [0, true], added.stderr);
  assert.match(added.stderr, /Next: shoal webhook test chat/);
  assert.match((await shoal("webhook", "test", "chat")).stdout, /^delivered: 200 in \d+ ms\n$/);
  state.status = 500;
  const failed = await shoal("webhook", "test", "chat");
  assert.deepEqual([failed.code, /^not delivered: 500/.test(failed.stdout)], [1, true]);
  assert.match(failed.stderr, /It answered: not today/);
  assert.match((await shoal("webhook", "list")).stdout, /\nchat +failing +0 .*release\.published action\.step:failed/);
  state.status = 200;
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  await until(() => got.length === 3);
  const waits = async () => (await operator.get<WebhookRow>(`${AT}/chat`)).pending;
  await until(async () => (await waits()) === 0);
  const { items } = await shoal.json<{ items: DeliveryRow[] }>("webhook", "deliveries", "chat", "--state", "delivered");
  assert.deepEqual(
    items.map(({ kind }) => kind),
    ["release.published", "webhook.test"],
  );
  assert.equal((await shoal("webhook", "redeliver", "chat", items[0]!.id)).stdout, `${items[0]!.id}\n`);
  await until(async () => got.length === 4 && (await waits()) === 0);
  const shown = (await shoal("webhook", "show", "chat")).stdout;
  assert.match(
    shown,
    /^webhook +chat\nurl .*\nevents .*\nstate +ok\nwaiting +0\n[\s\S]*\n\d+ .*release\.published +release:tool@1\.0\.0 +delivered +2 +200 in/,
  );
  assert.match((await shoal("webhook", "rotate", "chat", "--overlap", "2h")).stdout, /^whsec_/);
  assert.match((await shoal("webhook", "show", "chat")).stdout, /\nsecrets +two, until/);
  assert.equal((await shoal("webhook", "change", "chat", "--event", "task.*")).stdout, "chat\n");
  assert.match((await shoal("webhook", "disable", "chat")).stderr, /sends nothing/);
  assert.match((await shoal("webhook", "enable", "chat")).stderr, /sends again; 0 deliveries/);
  assert.equal((await shoal("webhook", "remove", "chat")).stdout, "chat\n");
});
