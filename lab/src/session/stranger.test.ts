import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CONTROL_GROUP, dataGroup, MULTICAST_PORT, type SessionKeys, sessionKeys } from "@shoal/agent/multicast/keys";
import { Sealer, sessionOf } from "@shoal/agent/multicast/seal";
import type { Address, Transport } from "@shoal/agent/transport/transport";
import { fromHex } from "@shoal/protocol/codec/hex";
import { LIMITS } from "@shoal/protocol/limits";
import { encodeControl, SYMBOL_HEAD_BYTES } from "@shoal/protocol/multicast/codec";
import type { Control } from "@shoal/protocol/multicast/messages";
import { run, settled } from "../agent/scene.ts";
import type { Booted } from "../server/booted.ts";
import { AND_SLOWLY, MIB, partsOf, scene, skip, sum, treeOf } from "./scene.ts";
import type { Subnets } from "./subnets.ts";

const BEST = { suitability: 255, pieces: 1_000_000, tie: 2 ** 32 - 1 };

/** What somebody would say who wants to lead, to end the session, to throw members out, or to have it all sent again. */
function lies(): Control[] {
  const now = Date.now();
  return [
    { type: "offer", claim: BEST, sentMs: now },
    {
      type: "beacon",
      claim: BEST,
      sentMs: now,
      clockUs: 1,
      phase: "complete",
      startsInMs: 0,
      members: 3,
      rateBytesPerSecond: 1,
      castSymbols: 1,
      peerPort: 9,
      round: 7,
      holders: [{ host: "127.77.0.250", port: 9 }],
    },
    { type: "bye", why: "so there" },
    { type: "evict", rateBytesPerSecond: 1 },
    { type: "mark", clockUs: 1, blocks: [{ block: 0, sent: 255, planned: 255 }] },
    { type: "nack", lossPermille: 1000, delayMs: 60_000, blocks: [{ block: 0, need: 128, known: 0 }] },
    {
      type: "status",
      state: "joined",
      missing: 40,
      lacks: [[0, 40]],
      lossPermille: 1000,
      delayMs: 60_000,
      peerPort: 9,
    },
  ];
}

/** Hears everything on the subnet, and has no key: replays, alters and invents what it can. @returns how much it has sent */
async function harass(subnets: Subnets): Promise<() => number> {
  let sent = 0;
  let own: { keys: SessionKeys; sealer: Sealer } | undefined;
  const seen: Buffer[] = [];
  const send = (datagram: Uint8Array, to: Address) => {
    if (transport.send(datagram, to)) sent++;
  };
  const heard = (bytes: Uint8Array, from: Address) => {
    const datagram = Buffer.from(bytes);
    const id = sessionOf(datagram);
    if (!id) return;
    if (own?.keys.idHex !== id) {
      // The session's name is in the clear; its keys are not.
      own = {
        keys: { ...sessionKeys(randomBytes(32), "00".repeat(32)), id: fromHex(id), idHex: id },
        sealer: undefined!,
      };
      own.sealer = new Sealer(own.keys);
      transport.join(dataGroup(own.keys.id, 4));
    }
    seen.push(datagram);
    const groups = [CONTROL_GROUP[4], dataGroup(own.keys.id, 4)].map((host) => ({ host, port: MULTICAST_PORT }));
    const old = seen[Math.floor(seen.length / 2)]!;
    for (const to of [...groups, from]) {
      send(datagram, to);
      send(old, to);
      const altered = Buffer.from(datagram);
      altered[9 + (sent % (altered.length - 9))]! ^= 1 << (sent & 7);
      send(altered, to);
    }
    if (seen.length % 20 !== 1) return;
    const symbol = new Uint8Array(SYMBOL_HEAD_BYTES + LIMITS.symbolBytes).fill(0x55);
    for (const to of [...groups, from]) {
      for (const lie of lies()) send(own.sealer.seal(lie.type, encodeControl(lie)), to);
      send(own.sealer.sealSymbol(0, seen.length % 128, symbol), to);
    }
  };
  const transport: Transport = await subnets.stranger(0, heard);
  transport.join(CONTROL_GROUP[4]);
  return () => sent;
}

/** Who leads tells of its cast when it is over: after all have what they wanted. */
async function castTold(booted: Booted, taskId: string, symbols: number) {
  for (let waited = 0; ; waited++) {
    const parts = await partsOf(booted, taskId);
    if (sum(parts.map(({ symbolsSent }) => symbolsSent)) >= symbols) return parts;
    if (waited > 300) assert.fail(`the cast is not told: ${JSON.stringify(parts)}`);
    await sleep(100);
  }
}

test("a stranger who replays, alters and invents datagrams leads nothing, ends nothing, and poisons nothing", {
  skip,
}, async (t) => {
  const sizeBytes = 6 * MIB;
  const booted = await scene(t, [["a1", "~a2", "~a3"]], sizeBytes);
  const sent = await harass(booted.subnets);
  const taskId = await run(booted, { settings: AND_SLOWLY });
  const actions = await settled(booted, taskId);
  assert.ok(sent() > 10_000, `${sent()} datagrams of the stranger`);
  for (const { state, device, bytes } of actions.values()) {
    assert.equal(state, "succeeded", device);
    assert.ok(device === "a1" || bytes.multicast > 0.9 * sizeBytes, `${device}: ${JSON.stringify(bytes)}`);
  }
  const { totals } = await treeOf(booted, taskId);
  assert.deepEqual([totals.wanBytes, totals.sessions, totals.representatives], [sizeBytes, 1, 1]);
  const parts = await castTold(booted, taskId, (sizeBytes / LIMITS.symbolBytes) * 1.01);
  assert.deepEqual(
    parts.filter(({ led }) => led).map(({ device }) => device),
    ["a1"],
  );
  // Nothing of the stranger was counted.
  const cast = sum(parts.map(({ symbolsSent }) => symbolsSent));
  for (const { device, symbolsReceived } of parts)
    assert.ok(symbolsReceived <= cast, `${device} received ${symbolsReceived} of ${cast}`);
  const { items } = await booted.operator.get<{ items: unknown[] }>("/api/v1/audit?what=piece.refused&limit=10");
  assert.deepEqual(items, []);
});
