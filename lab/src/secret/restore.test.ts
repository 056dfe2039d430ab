import assert from "node:assert/strict";
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { SecretRow } from "@shoal/protocol/api/secret";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { backUp } from "@shoal/server/backup/back-up";
import { restore } from "@shoal/server/backup/restore";
import { createServer } from "@shoal/server/server";
import { run, settled } from "../agent/scene.ts";
import { freePort } from "../contract/free-port.ts";
import { Operator } from "../fleet/operator.ts";
import type { Booted } from "../server/booted.ts";
import { licensed, thisMachine } from "./scene.ts";

test("a server that was restored gives secrets on; without their key it does not start, and says what to do", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-secret-restore-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [data, backups, again] = [join(folder, "data"), join(folder, "backups"), join(folder, "again")];
  const ports = { port: await freePort(), agentPort: await freePort() };
  let server = await createServer({ dataDir: data, ...ports, logLevel: "silent", firstToken: true });
  t.after(() => server.close());
  const operator = new Operator(server.url, server.adminToken);
  await operator.trust();
  const booted = { server, operator } as Booted;
  await thisMachine(t, booted);
  await operator.send("PUT", "/api/v1/secrets/acme-licence", { value: "licence of the first", packages: ["licensed"] });
  const seen = join(folder, "seen");
  await operator.publish(
    licensed("1.0.0", `printf %s "$LICENCE_KEY" > ${seen}`, {
      detect: { file: { path: seen } },
      remove: { run: "exit 0" },
    }),
  );
  const db = new DatabaseSync(join(data, "shoal.db"), { readOnly: true });
  while (db.prepare("SELECT sealing_key FROM devices").get()!["sealing_key"] === null) await sleep(20);
  db.close();
  const { snapshot } = await backUp(data, backups, Date.now());
  await server.close();

  const key = join(snapshot, "files", "secret.key");
  renameSync(key, join(folder, "secret.key"));
  await assert.rejects(
    restore(backups, again, Date.now()),
    /secret\.key is missing, and was backed up; put it back from where it is kept apart, and restore again/,
  );
  assert.equal(existsSync(again), false);
  renameSync(join(folder, "secret.key"), key);
  await restore(backups, again, Date.now());
  // As in a backup from before the device had told its key.
  const restored = new DatabaseSync(join(again, "shoal.db"));
  restored.exec("UPDATE devices SET sealing_key = NULL");
  restored.close();

  const start = async (more: object = {}) => {
    const options = { dataDir: again, logLevel: "silent", firstToken: true, ...ports, ...more } as const;
    // The last that came up is ended with the test, also one that ought not to have.
    server = await createServer(options);
    return server;
  };
  renameSync(join(again, "secret.key"), join(folder, "secret.key"));
  await assert.rejects(
    start(),
    /secret\.key is missing, and it is the key that opens the 1 secrets.*from the backup.*--forget-secrets/s,
  );
  writeFileSync(join(again, "secret.key"), "00".repeat(32));
  await assert.rejects(start(), /secret\.key is another key than the one that opens the 1 secrets/);
  renameSync(join(folder, "secret.key"), join(again, "secret.key"));
  await start();
  const task = await run(booted, { package: "licensed", version: "1.0.0" });
  const action = (await settled(booted, task)).get("here")!;
  assert.equal(action.state, "succeeded", JSON.stringify(action));

  // Lost for good.
  await server.close();
  rmSync(join(again, "secret.key"));
  await start({ forgetSecrets: true });
  assert.deepEqual((await operator.get<{ items: SecretRow[] }>("/api/v1/secrets")).items, []);
  const deleted = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=secret.deleted");
  assert.deepEqual(
    deleted.items.map((each) => [each.actor, each.subject]),
    [["server", "secret:acme-licence"]],
  );
  await assert.rejects(run(booted, { package: "licensed", version: "1.0.0" }), /secret-unset/);
});
