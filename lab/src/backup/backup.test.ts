import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeviceRow } from "@shoal/protocol/api/device";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { createServer, type ServerWithToken } from "@shoal/server/server";
import { model, release, run, settled } from "../agent/scene.ts";
import { CLI } from "../cli/shoal.ts";
import { freePort } from "../contract/free-port.ts";
import { Fleet } from "../fleet/fleet.ts";
import { Operator } from "../fleet/operator.ts";

interface Ran {
  code: number | null;
  said: string;
}

/** `shoal server …`, as a person runs it beside a server. */
function shoalServer(...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, "server", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "shoal-backup-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a server that was backed up while it ran comes back: nothing from before is lost, agents carry on, no number comes again", async (t) => {
  const folder = folderOf(t);
  const [data, backups, again] = [join(folder, "data"), join(folder, "backups"), join(folder, "again")];
  const ports = { port: await freePort(), agentPort: await freePort() };
  let server: ServerWithToken = await createServer({ dataDir: data, ...ports, logLevel: "silent", firstToken: true });
  let aheadMs = 0;
  const fleet = new Fleet({
    ...{ server: server.agentUrl, folder: join(folder, "fleet") },
    clocks: { certificateClock: () => Date.now() + aheadMs },
  });
  t.after(async () => {
    await fleet.stop();
    await server.close();
  });
  const operator = new Operator(server.url, server.adminToken);
  await operator.trust();
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: 2 });
  await fleet.add(model("good"), token);
  await fleet.add(model("soft", { exitCode: 3010 }), token);
  const booted = { operator } as Parameters<typeof run>[0];
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(400_000))));
  const first = await run(booted, {});
  const atBackup = await settled(booted, first, (row) => row.endedMs !== undefined || row.state === "rebooting");
  assert.equal(atBackup.get("soft")!.state, "rebooting");

  // Uploads and publishes go on all the time; what was answered before the backup began must be in it.
  const acknowledged: { version: string; digest: string; bytes: Uint8Array }[] = [];
  let busy = true;
  const load = (async () => {
    for (let at = 1; busy; at++) {
      const bytes = randomBytes(50_000);
      const file = await operator.upload("reader.msi", bytes);
      await operator.publish(release(`1.1.${at}`, file));
      acknowledged.push({ version: `1.1.${at}`, digest: file.digest, bytes });
    }
  })();
  while (acknowledged.length < 3) await sleep(10);
  const before = [...acknowledged];
  const backedUp = await shoalServer("backup", "--data", data, "--to", backups);
  busy = false;
  await load;
  assert.equal(backedUp.code, 0, backedUp.said);

  // Forgotten: what the agents do and hear after the backup.
  const forgotten = await run(booted, { version: "1.1.1", kind: "precache" });
  await settled(booted, forgotten);
  const { items: lost } = await operator.get<{ items: ActionRow[] }>(`/api/v1/tasks/${forgotten}/actions`);
  // It renews its certificate too, so that the server which comes back knows its former key alone.
  const certificateOf = (name: string) => readFileSync(join(folder, "fleet", name, "identity.json"), "utf8");
  const former = certificateOf("soft");
  aheadMs = 21 * 86_400_000;
  await fleet.reboot("soft");
  assert.equal((await settled(booted, first)).get("soft")!.state, "succeeded");
  assert.notEqual(certificateOf("soft"), former);
  const kept = await operator.post<object>("/api/v1/audit/checkpoints");
  await server.close();

  const restored = await shoalServer("restore", "--from", backups, "--data", again);
  assert.equal(restored.code, 0, restored.said);
  server = await createServer({
    dataDir: again,
    ...ports,
    logLevel: "silent",
    firstToken: true,
  });
  assert.equal(server.adminToken, undefined, "the first token is the one of before");
  for (const { version, digest } of before) {
    await operator.get(`/api/v1/packages/reader/releases/${version}`);
    const blob = readFileSync(join(again, "blobs", digest.slice(0, 2), digest));
    assert.equal(createHash("sha256").update(blob).digest("hex"), digest);
  }
  const { signed } = await operator.get<{ signed: { version: number } }>("/api/v1/trust/metadata/timestamp.json");
  assert.ok(signed.version >= 1_000_000, `timestamp ${signed.version} may be below one that devices have seen`);
  // What was published after the backup is published again, in its order: the same metadata comes of it.
  await operator.catchUp();
  for (const { version, bytes } of acknowledged) {
    const there = await operator.get(`/api/v1/packages/reader/releases/${version}`).catch(() => undefined);
    if (!there) await operator.publish(release(version, await operator.upload("reader.msi", bytes)));
  }
  // Its end was told to the server that is gone, and is told to this one again.
  assert.equal((await settled(booted, first)).get("soft")!.state, "succeeded");
  const { items: devices } = await operator.get<{ items: DeviceRow[] }>("/api/v1/devices");
  assert.deepEqual(
    devices.map((device) => device.id).sort(),
    [...fleet.members.values()].map((each) => each.deviceId).sort(),
  );

  // Releases were published after the backup: to the devices, what is there is older than what they have seen.
  await operator.signRestored();
  await operator.publish(release("2.0.0", await operator.upload("reader.msi", randomBytes(60_000))));
  const next = await run(booted, { version: "2.0.0", targets: { deviceIds: [fleet.members.get("good")!.deviceId] } });
  assert.equal(next, "100001");
  const rows = await settled(booted, next);
  assert.equal(rows.get("good")!.state, "succeeded", JSON.stringify(rows.get("good")!.reason));
  for (const row of rows.values()) assert.ok(Number(row.id) > 1_000_000_000 && !lost.some(({ id }) => id === row.id));
  const { items: trail } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?limit=500");
  assert.ok(!trail.some(({ what }) => what === "envelope.refused"), "no agent has refused anything");
  assert.ok(trail.some(({ what }) => what === "server.restored"));
  const env = { ...process.env, SHOAL_SERVER: server.url, SHOAL_TOKEN: operator.token, SHOAL_CONFIG_DIR: folder };
  const verify = (...args: string[]) =>
    new Promise<number | null>((resolve) => {
      spawn(process.execPath, [CLI, "audit", "verify", ...args], { env, stdio: "ignore" }).once("close", resolve);
    });
  assert.equal(await verify(), 0);
  writeFileSync(join(folder, "kept"), JSON.stringify(kept));
  assert.equal(await verify("--checkpoint", join(folder, "kept")), 1, "that the trail lost its tail is seen");
});

test("a second backup copies only what is new; whatever else lies in the folder is in it, and readable by nobody else", async (t) => {
  const folder = folderOf(t);
  const [data, backups] = [join(folder, "data"), join(folder, "backups")];
  const server = await createServer({ dataDir: data, port: 0, logLevel: "silent", firstToken: true });
  t.after(() => server.close());
  const operator = new Operator(server.url, server.adminToken);
  await operator.upload("one", randomBytes(10_000));
  mkdirSync(join(data, "more"));
  writeFileSync(join(data, "more", "another.key"), "a key that nobody had thought of", { mode: 0o644 });
  assert.match((await shoalServer("backup", "--data", data, "--to", backups)).said, /1 blobs \(1 of them new\)/);
  await operator.upload("two", randomBytes(20_000));
  assert.match((await shoalServer("backup", "--data", data, "--to", backups)).said, /2 blobs \(1 of them new\)/);
  const every = readdirSync(backups, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of every)
    assert.equal(statSync(join(parentPath, name)).mode & 0o077, 0, `${parentPath}/${name}`);
  const names = new Set(every.map(({ name }) => name));
  for (const name of ["ca.key", "audit.key", "task.key", "content.key", "another.key", "shoal.db", "note.json"])
    assert.ok(names.has(name), name);

  const again = join(folder, "again");
  const [older] = readdirSync(join(backups, "snapshots")).sort();
  const restored = await shoalServer("restore", "--from", join(backups, "snapshots", older!), "--data", again);
  assert.match(restored.said, /1 blobs/);
  for (const name of ["audit.key", "task.key", "content.key", "ca.key", "more/another.key"]) {
    assert.deepEqual(readFileSync(join(again, name)), readFileSync(join(data, name)), name);
    assert.equal(statSync(join(again, name)).mode & 0o777, 0o600, name);
  }
});

test("what is not whole is not restored, and nothing is written over", async (t) => {
  const folder = folderOf(t);
  const [data, whole] = [join(folder, "data"), join(folder, "whole")];
  const server = await createServer({ dataDir: data, port: 0, logLevel: "silent", firstToken: true });
  const operator = new Operator(server.url, server.adminToken);
  const { digest } = await operator.upload("one", randomBytes(10_000));
  await operator.send("PUT", "/api/v1/groups/office", { query: "tag:office" });
  await operator.post<TaskDetail>("/api/v1/tasks/1/start").catch(() => undefined);
  assert.equal((await shoalServer("backup", "--data", data, "--to", whole)).code, 0);
  await server.close();

  const target = join(folder, "target");
  const refuses = async (change: (backups: string, snapshot: string) => void, why: RegExp) => {
    const backups = join(folder, "changed");
    cpSync(whole, backups, { recursive: true });
    change(backups, join(backups, "snapshots", readdirSync(join(backups, "snapshots"))[0]!));
    const { code, said } = await shoalServer("restore", "--from", backups, "--data", target);
    assert.equal(code, 1, said);
    assert.match(said, why);
    assert.ok(!existsSync(target) && !existsSync(`${target}.restoring`), "nothing is left of it");
    rmSync(backups, { recursive: true });
  };
  const blob = (backups: string) => join(backups, "blobs", digest.slice(0, 2), digest);
  const flip = (path: string) => {
    const bytes = readFileSync(path);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(path, bytes);
  };
  await refuses((backups) => flip(blob(backups)), /blob [0-9a-f]{64} is damaged/);
  await refuses((backups) => rmSync(blob(backups)), /ENOENT/);
  await refuses((_, snapshot) => flip(join(snapshot, "shoal.db")), /shoal\.db is not what was backed up/);
  await refuses((_, snapshot) => flip(join(snapshot, "files", "task.key")), /task\.key is not what was backed up/);
  await refuses((_, snapshot) => rmSync(join(snapshot, "note.json")), /holds no finished backup/);
  await refuses((_, snapshot) => {
    // By somebody who also writes the note anew.
    const raw = new DatabaseSync(join(snapshot, "shoal.db"));
    raw.exec("drop trigger audit_no_update; update audit set actor = 'operator:nobody' where subject = 'group:office'");
    raw.close();
    const note = JSON.parse(readFileSync(join(snapshot, "note.json"), "utf8"));
    const bytes = readFileSync(join(snapshot, "shoal.db"));
    note.database = { sizeBytes: bytes.length, digest: createHash("sha256").update(bytes).digest("hex") };
    writeFileSync(join(snapshot, "note.json"), JSON.stringify(note));
  }, /the audit trail is not whole from entry \d+ on/);

  mkdirSync(target);
  writeFileSync(join(target, "precious"), "");
  const { code, said } = await shoalServer("restore", "--from", whole, "--data", target);
  assert.equal(code, 1);
  assert.match(said, /is not empty; a restore never writes over/);
  assert.deepEqual(readdirSync(target), ["precious"]);
  assert.equal((await shoalServer("backup", "--data", target, "--to", whole)).code, 1, "no server's folder");
  assert.equal((await shoalServer("backup", "--data", data)).code, 2);
});
