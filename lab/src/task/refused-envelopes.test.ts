/** What lies between a server and its agent, or a server that lies: whatever it makes of envelopes is refused, and both sides have it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CheckIns } from "@shoal/agent/check-in/check-ins";
import type { HttpClient } from "@shoal/agent/http/client";
import { Journal } from "@shoal/agent/journal/journal";
import { readJournal } from "@shoal/agent/journal/read";
import type { KeptReleases } from "@shoal/agent/keep/kept-releases";
import { silentLog } from "@shoal/agent/log/log";
import { Reporter } from "@shoal/agent/report/reporter";
import { sealingKey } from "@shoal/agent/secret/key";
import { ServerClock } from "@shoal/agent/state/server-clock";
import type { CheckIn, CheckInAnswer, Reports } from "@shoal/protocol/agent/check-in";
import type { TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { verifierOf } from "@shoal/protocol/node/ed25519";
import { trustDigest } from "@shoal/protocol/node/trust-digest";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { boot, scriptRelease } from "../server/booted.ts";

const YEAR_MS = 365 * 86_400_000;

test("replayed, altered, redirected and expired envelopes do nothing, and stand in the agent's journal and in the audit trail", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const [device, other] = [await enrol(0), await enrol(1)];
  const folder = mkdtempSync(join(tmpdir(), "shoal-envelopes-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const journal = new Journal(folder);
  t.after(() => journal.close());
  const order = async (name: string) => {
    const spec = {
      kind: "install",
      delivery: "pull",
      package: "tool",
      version: "1.0.0",
      targets: { deviceIds: [name] },
    };
    const task = await operator.post<TaskDetail>("/api/v1/tasks", spec);
    await operator.post(`/api/v1/tasks/${task.id}/start`);
  };

  /** What becomes of an answer on its way. */
  let tamper = (answer: CheckInAnswer): CheckInAnswer => answer;
  const http = {
    async json(path: string, { body }: { body: unknown }) {
      if (path.endsWith("/check-in")) return tamper(await device.checkIn(body as CheckIn));
      const { reports, refusals } = body as Reports;
      return await device.report(reports, refusals);
    },
  } as unknown as HttpClient;
  const clock = new ServerClock(journal, { wallMs: Date.now, monotonicMs: () => performance.now() });
  const reporter = new Reporter({ http, journal, log: silentLog, random: () => 0 });
  const started: string[] = [];
  const checkIns = new CheckIns({
    ...{ http, journal, clock, log: silentLog, random: () => 0, deviceId: device.deviceId },
    host: new SimHost(MIXED_FLEET[0]!),
    sealingKey: () => sealingKey(folder).told,
    verify: verifierOf(device.trust.taskKeys),
    refuse: (subject, detail) => journal.refuse({ atMs: clock.nowMs(), what: "envelope", subject, detail }),
    start: (record) => started.push(record.assignment.actionId),
    // The second order takes the place of the first, which is told by an order of its own.
    cancel: () => undefined,
    settingsChanged: () => undefined,
    trustDigest: () => trustDigest(device.trust),
    trustChanged: async () => undefined,
    expired: () => undefined,
    heard: () => undefined,
    kept: { missing: () => [], look: () => undefined } as unknown as KeptReleases,
  });
  t.after(() => checkIns.stop());

  await order(device.deviceId);
  let good: string[] = [];
  tamper = (answer) => {
    good = answer.envelopes;
    return answer;
  };
  await checkIns.now();
  assert.equal(started.length, 1, "what is in order is begun");

  const attacks: [string, (answer: CheckInAnswer) => CheckInAnswer, RegExp][] = [
    ["replayed", (answer) => ({ ...answer, envelopes: good }), /sequence 1 is not above 1: it was sent before/],
    ["altered", (answer) => ({ ...answer, envelopes: answer.envelopes.map(altered) }), /does not match the content/],
    ["expired", (answer) => ({ ...answer, serverTimeMs: answer.serverTimeMs + YEAR_MS }), /it expired at/],
  ];
  await order(other.deviceId);
  const { envelopes: foreign } = await other.checkIn({ inventoryDigest: "0".repeat(64), afterSequence: 0 });
  assert.equal(foreign.length, 1);
  attacks.unshift([
    "redirected",
    (answer) => ({ ...answer, envelopes: foreign }),
    /does not match the content .*for device/,
  ]);
  for (const [name, attack, words] of attacks) {
    if (name === "altered") await order(device.deviceId);
    tamper = attack;
    await checkIns.now();
    const [last] = readJournal(folder, 1).refused;
    assert.match(last?.detail ?? "", words, name);
  }
  assert.equal(started.length, 1, "nothing else was begun");

  tamper = (answer) => answer;
  reporter.sendNow();
  reporter.wake();
  for (let waited = 0; journal.refusals(1).length > 0; waited++) {
    assert.ok(waited < 200);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  reporter.stop();
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=envelope.refused");
  assert.deepEqual(
    items.map((each) => [each.actor, each.detail["detail"]]),
    readJournal(folder, 10).refused.map((each) => [`device:${device.deviceId}`, each.detail]),
  );
  assert.ok(items.length >= attacks.length);
});

function altered(envelope: string): string {
  const bytes = Buffer.from(envelope, "base64");
  bytes[bytes.length - 100]! ^= 1;
  return bytes.toString("base64");
}
