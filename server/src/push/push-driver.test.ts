import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { AgentMessage, ServerMessage } from "@shoal/protocol/agent/messages";
import { LIMITS } from "@shoal/protocol/limits";
import { PushDriver, type PushDriverOptions } from "./push-driver.ts";

test("a device that asks and does not read the answers is not listened to until it has read", async () => {
  let unread = LIMITS.socketUnreadBytes + 1;
  const sent: ServerMessage[] = [];
  const hub = Object.assign(new EventEmitter(), {
    bufferedBytes: () => unread,
    isOnline: () => true,
    send: (_device: string, message: ServerMessage) => void sent.push(message),
  });
  const driver = new PushDriver({
    hub,
    blobs: { find: async () => undefined },
    log: { info: () => undefined, error: () => undefined },
    pushBytes: { inc: () => undefined },
    settings: { concurrent: 1, rateBytesPerSecond: 0, deviceRateBytesPerSecond: 0 },
  } as unknown as PushDriverOptions);
  const wish: AgentMessage = { type: "push-ready", actionId: "1", digest: "0".repeat(64), lacks: [] };
  hub.emit("message", "d-1", wish);
  await turn();
  assert.deepEqual(sent, []);
  unread = 0;
  hub.emit("message", "d-1", wish);
  await turn();
  assert.deepEqual(
    sent.map(({ type }) => type),
    ["push-start", "push-end"],
  );
  await driver.close();
});
