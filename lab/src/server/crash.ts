import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { hashFile } from "@shoal/protocol/node/piece-hasher";
import { TrailCheck } from "@shoal/protocol/node/trail-check";
import { freePort } from "../contract/free-port.ts";
import { Operator } from "../fleet/operator.ts";
import { type Acknowledged, CrashLoad } from "./crash-load.ts";
import { firstAdmin } from "./first-admin.ts";

const MAIN = fileURLToPath(import.meta.resolve("@shoal/server/main"));

interface Started {
  child: ChildProcess;
  url: string;
  agentUrl: string;
}

/** @param ports those of the operators and of the agents: both are taken up again, for whoever is connected */
async function start(dataDir: string, ports: readonly [string, string]): Promise<Started> {
  const args = [MAIN, "--data", dataDir, "--port", ports[0], "--agent-port", ports[1], "--log-level", "silent"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [chunk] = (await once(child.stdout!, "data")) as [Buffer];
  const [url, agentUrl] = chunk.toString().match(/https?:\/\/[\d.:]+/g)!;
  return { child, url: url!, agentUrl: agentUrl! };
}

/**
 * Kills a server again and again in the middle of everything that it does, at another moment each time, and looks afterwards for all that
 * it had acknowledged.
 */
export async function killAgainAndAgain(t: TestContext, kills: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-crash-"));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const ports = [String(await freePort()), String(await freePort())] as const;
  const first = await start(dataDir, ports);
  let { child } = first;
  const { url, agentUrl } = first;
  t.after(() => child.kill("SIGKILL"));
  const operator = new Operator(url, await firstAdmin(url, dataDir));
  await operator.trust();
  const load = new CrashLoad(operator, agentUrl);
  t.after(() => load.close());
  for (let round = 0; round < kills; round++) {
    if (round > 0) child = (await start(dataDir, ports)).child;
    await proveTrail(operator);
    // What its last answer would have said of the metadata may have been lost.
    if (round > 0) await operator.catchUp();
    const before = load.acknowledged.counts;
    let ended = false;
    const running = load.run().finally(() => {
      ended = true;
    });
    // On a slow machine that is later; something of every kind was done in each round.
    while (!ended && load.acknowledged.counts.some((count, at) => count <= before[at]!)) await sleep(5);
    await sleep((round % 10) * 7);
    assert.ok(!ended, "the load ended before the server was killed");
    child.kill("SIGKILL");
    await once(child, "exit");
    await running;
  }
  child = (await start(dataDir, ports)).child;
  await proveTrail(operator);
  const { items } = await operator.get<{ items: unknown[] }>("/api/v1/devices?limit=1");
  assert.equal(items.length, 1);
  child.kill("SIGTERM");
  await once(child, "exit");
  await lookUp(dataDir, load.acknowledged);
  t.diagnostic(`${kills} kills; acknowledged and found: ${load.acknowledged.counts.join(", ")}`);
}

async function proveTrail(operator: Operator): Promise<void> {
  const answer = await fetch(`${operator.url}/api/v1/audit/trail`, {
    headers: { authorization: `Bearer ${operator.token}` },
  });
  const check = new TrailCheck();
  for (const line of (await answer.text()).trimEnd().split("\n")) assert.equal(check.take(line), undefined);
  const proof = check.finish();
  assert.ok(!("why" in proof), JSON.stringify(proof));
}

async function lookUp(dataDir: string, acknowledged: Acknowledged): Promise<void> {
  const db = new DatabaseSync(join(dataDir, "shoal.db"), { readOnly: true });
  const all = (sql: string) => db.prepare(sql).all() as Record<string, string | number>[];
  const found = (sql: string) => new Set(all(sql).map((row) => Object.values(row).join(" ")));
  const missing = (what: readonly string[], sql: string) => {
    const there = found(sql);
    assert.deepEqual(
      what.filter((each) => !there.has(each)),
      [],
      sql,
    );
  };
  const { versions, tasks, devices, groups, removed, reports, refused, pollMs, blobs } = acknowledged;
  missing(blobs, "select digest from blobs");
  missing(versions, "select version from releases");
  missing(tasks, "select id from tasks where state = 'running'");
  missing(devices, "select id from devices");
  missing(groups, "select name from groups");
  const there = found("select name from groups");
  const back = removed.filter((name) => there.has(name));
  assert.deepEqual(back, [], "what was deleted is there again");
  missing(removed, "select substr(subject, 7) from audit where what = 'group.deleted'");
  missing(
    reports.map(({ actionId, step }) => `${actionId} ${step}`),
    "select action_id, step from action_steps where by = 'agent'",
  );
  const [set] = all("select json_extract(body, '$.pollIntervalMs') as pollMs from setting_sets");
  assert.ok(Number(set?.["pollMs"]) >= pollMs, `${set?.["pollMs"]} is older than ${pollMs}`);

  // Each of these writes is in the trail too: written with it, or not at all.
  const told = (what: string) => `select substr(subject, instr(subject, ':') + 1) from audit where what = '${what}'`;
  missing(groups, told("group.made"));
  missing(tasks, told("task.started"));
  missing(devices, told("device.enrolled"));
  missing([...new Set(refused)], "select json_extract(detail, '$.path') from audit where what = 'request.refused'");
  assert.deepEqual(
    [...found(told("task.started"))].sort(),
    [...found("select id from tasks where state = 'running'")].sort(),
    "nothing is told that was not done",
  );
  for (const { id, state, count, devices: enrolled } of all(
    "select tasks.id, tasks.state, count(actions.id) as count, (select count(*) from devices) as devices from tasks left join actions on actions.task_id = tasks.id group by tasks.id",
  ))
    assert.ok(
      state === "draft" ? count === 0 : Number(count) > 0 && Number(count) <= Number(enrolled),
      `task ${id} is half started`,
    );
  for (const { digest, manifest_digest: manifest } of all("select * from blobs") as Record<string, string>[]) {
    const { ref } = await hashFile(join(dataDir, "blobs", digest!.slice(0, 2), digest!));
    assert.deepEqual([ref.digest, ref.manifestDigest], [digest, manifest]);
    assert.ok(existsSync(join(dataDir, "manifests", manifest!.slice(0, 2), manifest!)));
  }
  assert.equal(all("pragma integrity_check")[0]?.["integrity_check"], "ok");
  db.close();
}
