import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { FeedRow } from "@shoal/protocol/api/siem";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { shoalFor } from "../cli/shoal.ts";
import { Operator } from "../fleet/operator.ts";
import { boot, scriptRelease } from "../server/booted.ts";
import { firstAdmin } from "../server/first-admin.ts";
import { Rsyslog, type Understood, whyNoRsyslog } from "./rsyslog.ts";

const AT = "/api/v1/siem";

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await holds()) return;
    await sleep(25);
  }
  assert.fail("it did not come to that");
}

/** A server in a process of its own: whom it believes over TLS is decided when it starts. */
async function serverBelieving(t: TestContext, caFile: string): Promise<Operator> {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-siem-"));
  const main = fileURLToPath(import.meta.resolve("@shoal/server/main"));
  const child = spawn(process.execPath, [main, "--data", dataDir, "--port", "0", "--log-level", "silent"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
  });
  t.after(async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const url = /at (http:\S+),/.exec(line.toString())![1]!;
  return new Operator(url, await firstAdmin(url, dataDir));
}

const skip = whyNoRsyslog();

test("a real rsyslog understands each field over UDP, TCP and TLS, and loses nothing while it is restarted", {
  skip,
}, async (t) => {
  const rsyslog = await Rsyslog.start(t);
  const operator = await serverBelieving(t, rsyslog.caFile);
  const { udp, tcp, tls } = rsyslog.ports;
  await operator.trust();
  await operator.post(AT, { name: "udp", target: `udp://127.0.0.1:${udp}` });
  await operator.post(AT, { name: "tcp", target: `tcp://127.0.0.1:${tcp}`, fromStart: true });
  await operator.post(AT, { name: "tls", target: `tls://localhost:${tls}` });
  await operator.post("/api/v1/enrolment-tokens");
  const group = { query: 'name:"a]b*"', description: 'he said "no" \\ and\nleft; für immer' };
  await operator.send("PUT", "/api/v1/groups/odd", group);
  const of = (by: string, msgid: string) =>
    rsyslog.understood().filter((each) => each.by === by && each.msgid === msgid);
  for (const by of ["udp", "tcp", "tls"]) await until(() => of(by, "group.made").length === 2);
  const entry = (by: string) => of(by, "group.made").find((each) => each.facility === "13") as Understood;
  for (const by of ["udp", "tcp", "tls"]) {
    const { severity, app, sd, msg, pid, time } = entry(by);
    assert.deepEqual([severity, app, /^\d+$/.test(pid)], ["6", "shoal", true], by);
    assert.ok(Math.abs(Date.parse(time) - Date.now()) < 3_600_000, time);
    assert.match(msg, /A group was made: group:odd by token:admin$/);
    assert.match(
      sd,
      /^\[shoal@32473 stream="audit" id="\d+" subject="group:odd" actor="token:admin" remote="[^"]+" requestId="[0-9a-f]+" /,
    );
    assert.ok(sd.includes('data.query="name:\\"a\\]b*\\""'), sd);
    assert.ok(sd.includes('data.description="he said \\"no\\" \\\\ and left; für immer"'), sd);
  }
  assert.ok(of("tcp", "server.started").length === 1, "the trail from its start");
  assert.deepEqual([of("udp", "server.started").length, of("tls", "server.started").length], [0, 0]);

  await rsyslog.stop();
  for (let at = 0; at < 5; at++) await operator.publish(scriptRelease(`1.0.${at}`));
  const behind = async () =>
    (await operator.get<{ items: FeedRow[] }>(AT)).items.map(({ name, behind }) => [name, behind]);
  await until(async () => (await behind()).every(([name, count]) => name === "udp" || (count as number) >= 10));
  await rsyslog.start();
  await until(async () => (await behind()).every(([, count]) => count === 0));
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?limit=500");
  for (const by of ["tcp", "tls"]) {
    await until(() => new Set(of(by, "release.published").map(({ sd }) => sd)).size === 10);
    const seen = rsyslog.understood().filter((each) => each.by === by && each.facility === "13");
    const ids = new Set(seen.map(({ sd }) => Number(/ id="(\d+)"/.exec(sd)![1])));
    const made = items.find((each) => each.what === "siem.made" && each.subject === `siem:${by}`)!.id;
    const wanted = items.map(({ id }) => id).filter((id) => by === "tcp" || id >= made);
    assert.deepEqual(
      wanted.filter((id) => !ids.has(id)),
      [],
      `${by} has the whole trail`,
    );
  }
});

test("feeds are made, listed, tested and removed by the command line, and what cannot be is refused", async (t) => {
  const { server, operator, dataDir } = await boot(t);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  assert.match((await shoal("siem", "list")).stderr, /Nothing is sent to a log system yet/);
  for (const [target, why] of [
    ["logs.example", /no target; write udp:/],
    ["udp://logs.example:99999", /no port 99999/],
    ["file:///etc/passwd", /no target/],
  ] as const) {
    const refused = await shoal("siem", "add", "logs", target);
    assert.deepEqual([refused.code, why.test(refused.stderr)], [2, true], refused.stderr);
    await assert.rejects(operator.post(AT, { name: "logs", target }), /siem-invalid/);
  }
  await assert.rejects(operator.post(AT, { name: "../logs", target: "file" }), /bad-request.*name/);
  assert.equal((await shoal("siem", "add", "logs", "file", "--from-start")).stdout, "logs\n");
  assert.match((await shoal("siem", "add", "logs", "file")).stderr, /there is a feed logs already/);
  await shoal("siem", "add", "nobody", "tcp://127.0.0.1:1", "--send", "audit");
  assert.equal((await shoal("siem", "test", "logs")).stdout, "sent\n");
  const failed = await shoal("siem", "test", "nobody");
  assert.deepEqual([failed.code, /^not sent: .*ECONNREFUSED/.test(failed.stdout)], [1, true], failed.stdout);
  const feeds = async () => (await operator.get<{ items: FeedRow[] }>(AT)).items;
  await until(async () => (await feeds()).find(({ name }) => name === "logs")?.behind === 0);
  await until(async () => (await feeds()).find(({ name }) => name === "nobody")?.failure !== undefined);
  const listed = (await shoal("siem", "list")).stdout;
  assert.match(listed, /\nlogs +file +json +all +0 +.* ok\n/);
  assert.match(listed, /\nnobody +tcp:\/\/127\.0\.0\.1:1 +syslog +audit +[1-9]\d* +- +.*ECONNREFUSED/);
  const kinds = readFileSync(join(dataDir, "siem", "logs.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { kind: string }).kind);
  for (const kind of ["server.started", "siem.made", "siem.test", "siem.tested"]) assert.ok(kinds.includes(kind), kind);
  assert.equal((await shoal("siem", "remove", "logs")).stdout, "logs\n");
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?subject=siem:logs");
  assert.deepEqual(items.map(({ what }) => what).reverse(), ["siem.made", "siem.tested", "siem.deleted"]);
  for (let at = 0; at < 9; at++) await operator.post(AT, { name: `logs-${at}`, target: "file" });
  await assert.rejects(operator.post(AT, { name: "more", target: "file" }), /conflict.*there are 10 feeds/);
});
