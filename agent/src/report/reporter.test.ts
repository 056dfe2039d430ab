import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Reports } from "@shoal/protocol/agent/check-in";
import type { HttpClient, HttpOptions } from "../http/client.ts";
import { HttpFailure } from "../http/client.ts";
import type { Journal } from "../journal/journal.ts";
import { Reporter } from "./reporter.ts";

/** A journal that holds steps of one action, and a server that takes them while it is there. */
function scene() {
  const waiting: number[] = [];
  const requests: number[][] = [];
  const server = { isThere: true };
  const journal = {
    reports: () => waiting.map((step) => ({ value: { actionId: "1", step } })),
    refusals: () => [],
    sessions: () => [],
    sent: ({ reports }: { reports: { value: { step: number } }[] }) =>
      void waiting.splice(
        0,
        waiting.length,
        ...waiting.filter((step) => !reports.some(({ value }) => value.step === step)),
      ),
  } as unknown as Journal;
  const http = {
    json: async (_path: string, { body }: HttpOptions) => {
      if (!server.isThere) throw new HttpFailure(0, "nobody is there");
      const steps = (body as Reports).reports.map(({ step }) => step);
      requests.push(steps);
      return { results: steps.map((step) => ({ actionId: "1", step, outcome: "stored" })) };
    },
  } as unknown as HttpClient;
  const reporter = new Reporter({ http, journal, log: { info() {}, warn() {} }, random: () => 1 });
  const step = (number: number) => {
    waiting.push(number);
    reporter.wake();
  };
  return { reporter, step, requests, server, waiting };
}

test("steps that follow each other at once go in one request, and the first of them waits for no more than a moment", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { step, requests } = scene();
  step(1);
  t.mock.timers.tick(60);
  step(2);
  t.mock.timers.tick(39);
  await turn();
  assert.deepEqual(requests, []);
  t.mock.timers.tick(1);
  await turn();
  assert.deepEqual(requests, [[1, 2]]);
  step(3);
  t.mock.timers.tick(100);
  await turn();
  assert.deepEqual(requests, [[1, 2], [3]]);
});

test("while the server is away nothing is sent sooner than its wait, and when it is heard, at once", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { reporter, step, requests, server, waiting } = scene();
  server.isThere = false;
  step(1);
  t.mock.timers.tick(100);
  await turn();
  server.isThere = true;
  step(2);
  t.mock.timers.tick(1900);
  await turn();
  assert.deepEqual(requests, []);
  reporter.sendNow();
  await turn();
  assert.deepEqual([requests, waiting], [[[1, 2]], []]);
});

test("a reporter that has stopped sends nothing", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { reporter, step, requests } = scene();
  step(1);
  reporter.stop();
  step(2);
  t.mock.timers.tick(60_000);
  await turn();
  assert.deepEqual(requests, []);
});

test("a server that does not know who gave to whom is told the rest", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const session = { actionId: "1", session: "aa" };
  const peer = { host: "10.1.0.7", port: 4000 };
  const waiting = [{ id: 1, value: { ...session, peer, peers: [{ ...peer, bytes: 5 }] } as object }];
  const journal = {
    reports: () => [],
    refusals: () => [],
    sessions: () => [...waiting],
    session: (value: object) => void waiting.splice(0, 1, { id: 2, value }),
    sent: ({ sessions }: { sessions: { id: number }[] }) =>
      void (sessions.some(({ id }) => id === waiting[0]?.id) && waiting.pop()),
  } as unknown as Journal;
  const taken: unknown[] = [];
  const http = {
    json: async (_path: string, { body }: HttpOptions) => {
      const { sessions = [] } = body as Reports;
      if (sessions.some((each) => "peer" in each || "peers" in each))
        throw new HttpFailure(400, "what is that", "bad-request");
      taken.push(...sessions);
      return { results: [] };
    },
  } as unknown as HttpClient;
  const reporter = new Reporter({ http, journal, log: { info() {}, warn() {} }, random: () => 1 });
  reporter.sendNow();
  for (let turns = 0; turns < 5; turns++) await turn();
  assert.deepEqual([taken, waiting], [[session], []]);
});
