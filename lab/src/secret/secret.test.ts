import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { sealingKey } from "@shoal/agent/secret/key";
import { unseal } from "@shoal/agent/secret/unseal";
import type { SecretRow } from "@shoal/protocol/api/secret";
import type { ActionRow } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { openVault } from "@shoal/server/secret/vault";
import { pino } from "pino";
import { run, settled } from "../agent/scene.ts";
import { CLI } from "../cli/shoal.ts";
import type { Refused } from "../fleet/operator.ts";
import { boot } from "../server/booted.ts";
import { filesWith, licensed, thisMachine } from "./scene.ts";

const VALUE = `AC-7731"Ä\\-${"9f".repeat(9)}`;
const BASE64 = Buffer.from(VALUE).toString("base64").slice(0, -2);
/** What must be nowhere. */
const FORMS = [
  VALUE,
  BASE64,
  JSON.stringify(VALUE).slice(1, -1),
  Buffer.from(VALUE).toString("hex"),
  VALUE.slice(0, 12),
];
const ORDER = { package: "licensed" };

/** Says the secret in every way, and looks for it where it must not be. */
const TALKS = `
set -x; echo "plain: $LICENCE_KEY"; set +x
printf %s "$LICENCE_KEY" | base64 -w0; echo
printf 'user:%s' "$LICENCE_KEY" | base64 -w0; echo
printf %s "$LICENCE_KEY" | od -An -tx1 | tr -d ' \\n'; echo
first=$(printf %.7s "$LICENCE_KEY"); printf %s "$first"; sleep 0.2; printf '%s\\n' "\${LICENCE_KEY#"$first"}"
printf %s "$LICENCE_KEY" > key
if cat /proc/[0-9]*/cmdline 2>/dev/null | grep -aqFf key; then echo SEEN-IN-ARGUMENTS; fi
echo "as $(id -un)"
exit $1`;

test("a secret reaches the installer of the device it is for, and stands nowhere else", async (t) => {
  const lines = new PassThrough();
  let serverLog = "";
  lines.on("data", (chunk: Buffer) => (serverLog += chunk.toString()));
  const booted = await boot(t, { logger: pino({ level: "trace" }, lines) });
  const { server, operator, dataDir } = booted;
  await operator.trust();
  const here = await thisMachine(t, booted);
  const runAs = process.geteuid?.() === 0 ? { runAs: "nobody" } : {};
  const cli = spawn(process.execPath, [CLI, "secret", "set", "acme-licence", "--package", "licensed"], {
    env: {
      PATH: process.env["PATH"],
      SHOAL_SERVER: server.url,
      SHOAL_TOKEN: server.adminToken,
      SHOAL_CONFIG_DIR: here.folder,
    },
  });
  let said = "";
  for (const stream of [cli.stdout, cli.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  cli.stdin.end(`${VALUE}\n`);
  assert.deepEqual(await once(cli, "close"), [0, null], said);
  assert.match(said, /acme-licence\nSecret acme-licence is set for licensed/);
  await operator.publish(
    licensed("1.0.0", TALKS, {
      installer: { kind: "script", run: TALKS, arguments: ["0"], ...runAs },
      detect: { script: { run: "exit 0" } },
    }),
  );
  await operator.publish(
    licensed("2.0.0", TALKS, {
      installer: { kind: "script", run: TALKS, arguments: ["3"], ...runAs },
      before: { run: 'printf "%s" "before: $LICENCE_KEY"' },
    }),
  );

  const task = await run(booted, { ...ORDER, version: "2.0.0" });
  const action = (await settled(booted, task)).get("here")!;
  assert.deepEqual([action.state, action.reason?.code], ["failed", "exit-code"], JSON.stringify(action));
  const found = await operator.get<ActionRow & { logTail?: string }>(`/api/v1/actions/${action.id}`);
  const tail = JSON.stringify(found);
  assert.equal(tail.match(/\[secret\]/g)?.length, 7, tail);
  assert.match(tail, /before: \[secret\]/);
  if ("runAs" in runAs) assert.match(tail, /as nobody/);
  assert.doesNotMatch(tail, /SEEN-IN-ARGUMENTS/);

  const audited = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?limit=200");
  const of = (what: string) => audited.items.filter((each) => each.what === what);
  assert.deepEqual(
    of("secret.set").map((each) => [each.actor, each.subject]),
    [["token:admin", "secret:acme-licence"]],
  );
  assert.deepEqual(
    of("secret.sealed").map((each) => each.detail),
    [{ action: action.id, release: "licensed@2.0.0", secrets: ["acme-licence"], withheld: [] }],
  );
  const { items } = await operator.get<{ items: SecretRow[] }>("/api/v1/secrets");
  assert.deepEqual(
    items.map((row) => [row.name, row.version, row.changedBy, row.usedBy.length]),
    [["acme-licence", 1, "token:admin", 2]],
  );

  await here.stop();
  for (const text of [tail, said, here.log(), serverLog, JSON.stringify(audited), JSON.stringify(items)])
    for (const form of FORMS) assert.equal(text.includes(form), false, `${form} in ${text.slice(0, 200)}`);
  assert.deepEqual(filesWith(dataDir, FORMS), []);
  assert.deepEqual(filesWith(here.stateDir, FORMS), []);
  assert.deepEqual(filesWith(here.stateDir, ["eyJ"]), [], "what it was sealed in is gone with the action");
});

test("a database without its key opens nothing, nor does a value under another name", async (t) => {
  const { operator, dataDir } = await boot(t);
  await operator.send("PUT", "/api/v1/secrets/one", { value: "the first value", packages: [] });
  await operator.send("PUT", "/api/v1/secrets/two", { value: "the second value", packages: [] });
  const stolen = mkdtempSync(join(tmpdir(), "shoal-stolen-"));
  t.after(() => rmSync(stolen, { recursive: true, force: true }));
  for (const file of ["shoal.db", "shoal.db-wal", "shoal.db-shm"]) cpSync(join(dataDir, file), join(stolen, file));
  const db = new DatabaseSync(join(stolen, "shoal.db"));
  t.after(() => db.close());
  const shut = (name: string) => db.prepare("SELECT shut FROM secrets WHERE name = ?").get(name)!["shut"] as Uint8Array;
  const own = openVault(dataDir);
  assert.equal(own.open("one", shut("one")), "the first value");
  assert.equal(own.open("two", shut("one")), undefined);
  const flipped = Uint8Array.from(shut("one"), (byte, at) => (at === 40 ? byte ^ 1 : byte));
  for (const bytes of [flipped, shut("one").subarray(0, 20), new Uint8Array()])
    assert.equal(own.open("one", bytes), undefined);
  assert.equal(openVault(stolen).open("one", shut("one")), undefined);
});

test("what is sealed for one action of one device opens for no other, and not when it was altered", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.send("PUT", "/api/v1/secrets/acme-licence", { value: VALUE, packages: ["licensed"] });
  const forAll = licensed("1.0.0", "exit 0", { match: { os: ["windows", "macos", "linux"] } });
  await operator.publish(forAll);
  const folder = mkdtempSync(join(tmpdir(), "shoal-keys-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [mine, theirs] = [join(folder, "mine"), join(folder, "theirs")];
  for (const each of [mine, theirs]) mkdirSync(each);
  const device = await enrol(0);
  const ordered = async () => {
    const { id } = await operator.post<{ id: string }>("/api/v1/tasks", {
      ...{ kind: "install", delivery: "pull", version: "1.0.0" },
      ...ORDER,
      targets: { all: true },
    });
    await operator.post(`/api/v1/tasks/${id}/start`);
    return (await device.take(0, { sealingKey: sealingKey(mine).told })).at(-1) as StartAssignment;
  };
  const [one, other] = [await ordered(), await ordered()];
  const wanted = { LICENCE_KEY: "acme-licence" };
  assert.deepEqual(await unseal(mine, one, wanted), { ok: true, env: { LICENCE_KEY: VALUE } });
  const refused = async (stateDir: string, assignment: StartAssignment, words: RegExp) => {
    const found = await unseal(stateDir, assignment, wanted);
    assert.equal(!found.ok && found.refused, true, JSON.stringify(found));
    assert.match(found.ok ? "" : found.detail, words);
  };
  await refused(theirs, one, /opens with no key of this device/);
  await refused(mine, { ...one, secrets: other.secrets! }, /sealed for another action/);
  await refused(mine, { ...one, deviceId: "d-other" }, /sealed for another action/);
  for (const at of [20, 100, one.secrets!.length - 30, one.secrets!.length - 2]) {
    const swapped = one.secrets![at] === "A" ? "B" : "A";
    await refused(
      mine,
      { ...one, secrets: `${one.secrets!.slice(0, at)}${swapped}${one.secrets!.slice(at + 1)}` },
      /opens with no key|another action/,
    );
  }
  await refused(mine, { ...one, secrets: "x.y" }, /opens with no key/);
  const missing = await unseal(mine, one, { ...wanted, OTHER: "not-there" });
  assert.deepEqual(missing, {
    ok: false,
    refused: false,
    detail: "not-there is not set on the server, not for this package, or cannot be opened there",
  });
});

test("where a secret is missing or sealed to another key, the action says so, and the wrong one is audited", async (t) => {
  const booted = await boot(t);
  const { operator, dataDir } = booted;
  await operator.trust();
  const here = await thisMachine(t, booted);
  await operator.send("PUT", "/api/v1/secrets/acme-licence", { value: VALUE, packages: ["licensed"] });
  await operator.publish(licensed("1.0.0", "exit 0"));
  await run(booted, { ...ORDER, version: "1.0.0" }).then((id) => settled(booted, id));
  const db = new DatabaseSync(join(dataDir, "shoal.db"), { timeout: 5000 });
  t.after(() => db.close());
  const stranger = join(here.folder, "stranger");
  mkdirSync(stranger);
  db.prepare("UPDATE devices SET sealing_key = ?").run(JSON.stringify(sealingKey(stranger).told));
  const reasonOf = async () => {
    const id = await run(booted, { ...ORDER, version: "1.0.0" });
    return (await settled(booted, id)).get("here")!.reason;
  };
  const wrong = await reasonOf();
  assert.equal(wrong?.code, "secret-unavailable");
  assert.match(wrong?.detail ?? "", /opens with no key of this device/);
  assert.match(here.log(), /refused secret \d+: what the server gave opens with no key of this device/);
  for (let waited = 0; ; waited++) {
    const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=secret.refused");
    if (items.length > 0) break;
    assert.ok(waited < 100);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  db.prepare("UPDATE secrets SET shut = ?").run(new Uint8Array(60));
  db.prepare("UPDATE devices SET sealing_key = ?").run(JSON.stringify(sealingKey(here.stateDir).told));
  assert.match(
    (await reasonOf())?.detail ?? "",
    /acme-licence is not set on the server, not for this package, or cannot be opened there/,
  );
});

test("a secret that a release needs is deleted only when nobody can order that any more", async (t) => {
  const { operator } = await boot(t);
  await operator.trust();
  await operator.send("PUT", "/api/v1/secrets/acme-licence", { value: VALUE, packages: ["licensed"] });
  await operator.publish(licensed("1.0.0", "exit 0"));
  const deleted = () => operator.send("DELETE", "/api/v1/secrets/acme-licence");
  await assert.rejects(deleted(), (error: Refused) => {
    assert.deepEqual(
      [error.problem.code, error.problem.detail],
      ["secret-needed", "acme-licence is needed by licensed 1.0.0"],
    );
    return true;
  });
  await operator.post("/api/v1/packages/licensed/releases/1.0.0/recall", { reason: "old" });
  await deleted();
  await assert.rejects(deleted(), /not-found/);
  for (const value of ["short", "x".repeat(4097), "null\0byte\0null", "half a \ud800 pair", "ä".repeat(3000)])
    await assert.rejects(operator.send("PUT", "/api/v1/secrets/other", { value, packages: [] }), /bad-request/);
});
