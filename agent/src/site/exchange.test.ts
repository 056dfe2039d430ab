import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { PieceSet } from "@shoal/core/content/piece-set";
import type { ExchangeAnswer, ExchangeAsk } from "@shoal/protocol/agent/exchange";
import type { HttpClient, HttpOptions } from "../http/client.ts";
import { Exchange, type ExchangePlan } from "./exchange.ts";

const ANSWER: ExchangeAnswer = { scope: "site ulm", lease: [[0, 8]], holders: [], held: 0, others: 1, againMs: 700 };

/** A server that answers when it is told to. */
function scene() {
  const asked: { body: ExchangeAsk; answer: () => void; signal: AbortSignal | undefined }[] = [];
  const plans: ExchangePlan[] = [];
  const http = {
    json: (_path: string, { body, signal }: HttpOptions) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("stopped")));
        asked.push({ body: body as ExchangeAsk, answer: () => resolve(ANSWER), signal });
      }),
  } as unknown as HttpClient;
  const held = new PieceSet(100);
  const exchange = new Exchange({
    http,
    log: { info() {}, warn() {} },
    actionId: "1",
    blob: "ab".repeat(32),
    pieces: 100,
    place: { subnet: "10.1.0.0/24", peer: { host: "10.1.0.7", port: 8470 } },
    siteName: "ulm",
    sharing: true,
    held: () => held,
    plan: (plan) => plans.push(plan),
  });
  return { exchange, asked, plans, held };
}

test("who leaves while it asks gives back what it is promised, not before", async () => {
  const { exchange, asked, plans } = scene();
  exchange.start();
  const closing = exchange.close(false);
  await turn();
  assert.deepEqual([asked.length, asked[0]!.signal?.aborted], [1, false]);
  asked[0]!.answer();
  await turn();
  assert.deepEqual(
    asked.map(({ body }) => body.leaves),
    [false, true],
  );
  asked[1]!.answer();
  await closing;
  assert.deepEqual(plans, [], "it has no use for it");
});

test("who has everything by then does not wait for an answer, and stays for others", async () => {
  const { exchange, asked, held } = scene();
  exchange.start();
  held.addRun(0, 100);
  const closing = exchange.close(true);
  await turn();
  assert.deepEqual(
    asked.map(({ body, signal }) => [body.leaves, signal?.aborted]),
    [
      [false, true],
      [false, undefined],
    ],
  );
  asked.at(-1)!.answer();
  await closing;
});

test("a peer that gave nothing twice is named for a while, one that gave wrong bytes always", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let nowMs = 0;
  t.mock.method(performance, "now", () => nowMs);
  const { exchange, asked } = scene();
  const [slow, wrong] = [
    { host: "10.1.1.1", port: 1 },
    { host: "10.1.1.2", port: 2 },
  ];
  const next = async (afterMs: number) => {
    nowMs += afterMs;
    t.mock.timers.tick(afterMs);
    await turn();
    const last = asked.at(-1)!;
    last.answer();
    await turn();
    return last.body.unreachable;
  };
  exchange.start();
  assert.deepEqual(await next(0), []);
  exchange.failed(slow);
  assert.deepEqual(await next(700), [], "once is nothing");
  exchange.failed(slow);
  exchange.shun(wrong);
  exchange.failed(wrong);
  assert.deepEqual(await next(700), [slow, wrong]);
  assert.deepEqual(await next(20_000), [wrong]);
  exchange.failed(slow);
  assert.deepEqual(await next(700), [slow, wrong]);
  exchange.brought(slow);
  assert.deepEqual(await next(700), [wrong]);
  void exchange.close(true);
});
