import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import { silentLog } from "../log/log.ts";
import { Portal } from "./portal.ts";
import type { PortalSource } from "./source.ts";

/** A portal without an agent behind it. */
function scene(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "shoal-portal-"));
  let atMs = 0;
  const source = { whyClosed: () => undefined, look: () => {} } as unknown as PortalSource;
  const portal = new Portal({ folder, source, log: silentLog, nowMs: () => atMs });
  t.after(async () => {
    await portal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    pass: (ms: number) => {
      atMs += ms;
    },
    port: async () => Number(new URL(readFileSync(join(folder, await portal.invite(process.geteuid!())), "utf8")).port),
  };
}

test("the port is there while somebody is invited, and given back when nobody came", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const { port, pass } = scene(t);
  const first = await port();
  const reached = async (at: number) => {
    const socket = connect(at, "127.0.0.1");
    return await once(socket, "connect").then(
      () => {
        socket.destroy();
        return true;
      },
      () => false,
    );
  };
  t.mock.timers.tick(30_000);
  assert.equal(await reached(first), true);
  pass(LIMITS.portalInvitationMs);
  t.mock.timers.tick(30_000);
  assert.equal(await reached(first), false);
  assert.equal(await reached(await port()), true);
});

test("one person's connections leave room for those of others", { skip: process.platform !== "linux" }, async (t) => {
  const { port } = scene(t);
  const at = await port();
  const sockets = Array.from({ length: LIMITS.portalConnectionsPerPerson + 3 }, () => connect(at, "127.0.0.1"));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  let closed = 0;
  await new Promise<void>((resolve) => {
    for (const socket of sockets)
      socket
        .on("error", () => {})
        .resume()
        .once("close", () => {
          if (++closed === 3) resolve();
        });
  });
  assert.equal(sockets.filter((socket) => !socket.destroyed).length, LIMITS.portalConnectionsPerPerson);
});
