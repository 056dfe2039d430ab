import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { RenewAnswer } from "@shoal/protocol/agent/enrol";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { runBackup } from "@shoal/server/backup/command";
import { answerOf, type TestIdentity } from "@shoal/server/identity/fixture";
import { createServer, type Server } from "@shoal/server/server";
import { WireAgent } from "../fleet/wire-agent.ts";
import { boot } from "../server/booted.ts";
import { folder } from "./folder.ts";

const HOUR = 3_600_000;

/** A device that has renewed its certificate, as often as it wants to, with every identity that it had. */
async function scene(t: TestContext) {
  // In the past: the restored server gets a certificate of its own, which clients judge by their clock.
  const time = { ms: Date.now() - 12 * HOUR };
  const certificateClock = () => time.ms;
  const { server, dataDir, operator, enrol } = await boot(t, { certificateClock });
  await operator.trust();
  const device = await enrol(0);
  const first = device.identity;
  const renew = async (server: Pick<Server, "agentUrl">, before: TestIdentity): Promise<TestIdentity> => {
    const key = generateIdentityKey();
    const body = JSON.stringify({ csr: certificateRequest(createPrivateKey(key)) });
    const wire = new WireAgent(server.agentUrl, before);
    t.after(() => wire.close());
    const { certificate } = await answerOf<RenewAnswer>(wire.fetch("/agent/v1/renew", { method: "POST", body }));
    return { ...before, key, certificate };
  };
  const asks = async (server: Pick<Server, "agentUrl">, identity: TestIdentity): Promise<string> => {
    const wire = new WireAgent(server.agentUrl, identity);
    t.after(() => wire.close());
    return await wire.take(0).then(
      () => "answered",
      (error: Error) => error.message.match(/"code":"([^"]+)"/)?.[1] ?? error.message,
    );
  };
  const [backups, again] = [join(folder(t), "backups"), join(folder(t), "again")];
  const backup = () => runBackup("backup", ["--data", dataDir, "--to", backups], time.ms);
  const restore = async () => {
    await runBackup("restore", ["--from", backups, "--data", again], time.ms);
    const restored = await createServer({ dataDir: again, port: 0, logLevel: "silent", certificateClock });
    t.after(() => restored.close());
    return restored;
  };
  return { server, time, first, renew, asks, backup, restore };
}

test("a device that has renewed since the backup is believed by the server that was restored, and its key before is not any more", async (t) => {
  const { server, time, first, renew, asks, backup, restore } = await scene(t);
  time.ms += 2 * HOUR;
  await backup();
  time.ms += 2 * HOUR;
  const second = await renew(server, first);
  assert.equal(await asks(server, second), "answered");
  time.ms += 2 * HOUR;
  const third = await renew(server, second);
  assert.equal(await asks(server, third), "answered");
  time.ms += 2 * HOUR;
  const restored = await restore();
  assert.equal(await asks(restored, third), "answered", "the newest one");
  assert.equal(await asks(restored, second), "certificate-refused", "who has stolen the one before gains nothing");
  assert.equal(await asks(restored, first), "certificate-refused", "nor who has the one that the backup knew");
  assert.equal(await asks(restored, third), "answered");
});

test("what was issued before the backup is not believed because of a restore, however new it is", async (t) => {
  const { server, time, first, renew, asks, backup, restore } = await scene(t);
  time.ms += 2 * HOUR;
  const second = await renew(server, first);
  assert.equal(await asks(server, second), "answered");
  time.ms += 2 * HOUR;
  const replaced = await renew(server, second);
  const next = await renew(server, second);
  time.ms += 2 * HOUR;
  await backup();
  time.ms += 2 * HOUR;
  const restored = await restore();
  assert.equal(await asks(restored, replaced), "certificate-refused");
  assert.equal(await asks(restored, next), "answered");
});
