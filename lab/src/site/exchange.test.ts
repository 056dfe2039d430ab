import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExchangeAnswer, ExchangeAsk } from "@shoal/protocol/agent/exchange";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import type { Problem } from "@shoal/protocol/errors/problem";
import { boot, scriptRelease } from "../server/booted.ts";

const BLOB = "ab".repeat(32);

/** Two devices of one task, and what they ask the server to divide. */
async function scene(t: Parameters<typeof boot>[0], options: Parameters<typeof boot>[1] = {}) {
  const { operator, enrol } = await boot(t, options);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const devices = [await enrol(0), await enrol(1)];
  const targets = { all: true };
  const task = await operator.post<TaskDetail>("/api/v1/tasks", {
    kind: "install",
    delivery: "pull",
    package: "tool",
    version: "1.0.0",
    targets,
  });
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  const { items } = await operator.get<{ items: ActionRow[] }>(`/api/v1/actions?task=${task.id}`);
  const actionOf = (at: number) => items.find(({ deviceId }) => deviceId === devices[at]!.deviceId)!.id;
  const ask = async (at: number, more: Partial<ExchangeAsk> = {}, headers: Record<string, string> = {}) => {
    const body: ExchangeAsk = {
      actionId: actionOf(at),
      blob: BLOB,
      pieces: 100,
      subnet: `10.1.${at}.0/24`,
      siteName: "Ulm",
      sharing: true,
      peer: { host: `10.1.${at}.7`, port: 8470 },
      have: [],
      whole: true,
      want: 8,
      unreachable: [],
      leaves: false,
      ...more,
    };
    const answer = await devices[at]!.fetch("/agent/v1/exchange", {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as ExchangeAnswer & Problem };
  };
  return { ask, actionOf };
}

test("devices of a site divide a blob, and hear of each other until one leaves", async (t) => {
  const { ask } = await scene(t);
  const first = (await ask(0)).body;
  assert.deepEqual([first.scope, first.lease, first.holders, first.held], ["site ulm", [[0, 8]], [], 0]);
  const second = (await ask(1, { siteName: "ULM", have: [[0, 2]] })).body;
  assert.deepEqual([second.lease, second.held], [[[8, 8]], 2]);
  assert.deepEqual(second.holders, [{ host: "10.1.0.7", port: 8470, has: [], coming: [[2, 6]] }]);
  await ask(1, { leaves: true });
  assert.deepEqual((await ask(0)).body.holders, []);
});

test("who is of another site, another subnet, or shares no more, divides with nobody", async (t) => {
  const { ask } = await scene(t);
  await ask(0);
  for (const more of [{ siteName: "Bonn" }, { sharing: false }, { siteName: "" }, { blob: "cd".repeat(32) }])
    assert.deepEqual((await ask(1, more)).body.lease, [[0, 8]], JSON.stringify(more));
  await ask(0, { sharing: false });
  const near = (await ask(1, { sharing: false, subnet: "10.1.0.0/24" })).body;
  assert.deepEqual([near.scope, near.others], ["subnet 10.1.0.0/24", 1]);
});

test("a site is learned from the address that hides it, where nobody in between could have made it up", async (t) => {
  const from = (address: string) => ({ "x-forwarded-for": address });
  const told = await scene(t, { trustProxy: ["127.0.0.1"] });
  await told.ask(0, { siteName: "" }, from("8.8.4.4"));
  const mate = (await told.ask(1, { siteName: "" }, from("8.8.4.4"))).body;
  assert.deepEqual([mate.scope, mate.others], ["behind 8.8.4.4", 1]);
  assert.equal((await told.ask(1, { siteName: "" }, from("8.8.8.8"))).body.others, 0);
  const untold = await scene(t);
  assert.equal((await untold.ask(0, { siteName: "" }, from("8.8.4.4"))).body.scope, "subnet 10.1.0.0/24");
});

test("what cannot be is refused with its place", async (t) => {
  const { ask, actionOf } = await scene(t);
  await ask(0);
  const refused = async (at: number, more: Partial<ExchangeAsk>, status: number, words: RegExp) => {
    const answer = await ask(at, more);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    assert.match(answer.body.detail ?? "", words);
  };
  await refused(1, { actionId: actionOf(0) }, 404, /this device has no open action/);
  await refused(1, { actionId: "no number" }, 404, /no open action/);
  await refused(1, { pieces: 99 }, 400, /body\/pieces is not what others say/);
  await refused(1, { have: [[99, 2]] }, 400, /body\/have: .* outside a blob of 100 pieces/);
  await refused(1, { have: Array(1025).fill([0, 1]) }, 400, /body\/have/);
  await refused(1, { want: 257 }, 400, /body\/want/);
  await refused(1, { peer: { host: "evil.example", port: 80 } }, 400, /body\/peer\/host/);
});
