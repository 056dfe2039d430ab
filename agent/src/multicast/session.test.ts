import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { PieceSet } from "@shoal/core/content/piece-set";
import { seededRandom } from "@shoal/core/random/seeded";
import { PIECE_BYTES, pieceSpan } from "@shoal/protocol/content/piece";
import { MemoryNet } from "../transport/memory.ts";
import { CONTROL_GROUP, MULTICAST_PORT, sessionKeys } from "./keys.ts";
import { MulticastSession, type SessionEvents } from "./session.ts";
import { SessionCounts } from "./session-counts.ts";

/** More than a device has room for while they are put together; the last is a short one. */
const PIECES = 220;
const SIZE = PIECES * PIECE_BYTES - 170_000;
const KEYS = sessionKeys(randomBytes(32), "ab".repeat(32));

/** Two devices of a subnet where datagrams are lost from when one follows: the other has the content. @returns the follower's session */
async function follower(
  t: TestContext,
  known: { content: Buffer; loss: number; warnings: string[]; have: PieceSet; keep: SessionEvents["keep"] },
): Promise<MulticastSession> {
  const { content, loss, warnings, have, keep } = known;
  const net = new MemoryNet({ subnets: ["10.1.0.0/24"], random: seededRandom(7) });
  const device = async (host: number, parts: { have: PieceSet; keep: SessionEvents["keep"] }) => {
    let session: MulticastSession | undefined;
    const transport = await net.open({ name: "eth0", address: `10.1.0.${host}` }, MULTICAST_PORT, {
      datagram: (bytes, from) => session?.datagram(bytes, from),
      down: (why) => warnings.push(why),
    });
    transport.join(CONTROL_GROUP[4]);
    const isHolder = parts.have.isFull;
    session = new MulticastSession({
      keys: KEYS,
      transport,
      sizeBytes: SIZE,
      have: parts.have,
      read: (index) => pieceOf(content, index),
      peerPort: 0,
      suitability: isHolder ? 90 : 10,
      startDelayMs: 0,
      rateBytesPerSecond: () => 25_000_000,
      mayLead: true,
      seed: host,
      serverNowMs: () => Date.now(),
      log: { info() {}, warn: (text) => warnings.push(text) },
      counts: new SessionCounts(SIZE, isHolder ? SIZE : 0),
      events: {
        keep: parts.keep,
        unicast: () => {},
        role: (role) => {
          if (role === "following") net.lose(loss, "10.1.0.2");
        },
        accuse: (address, detail) => warnings.push(`${address}: ${detail}`),
      },
    });
    t.after(async () => {
      session.close("the test is over");
      await transport.close();
    });
    session.start();
    return session;
  };
  await device(1, { have: PieceSet.full(PIECES), keep: async () => "unwanted" });
  return await device(2, { have, keep });
}

function pieceOf(content: Buffer, index: number): Buffer {
  const { offset, length } = pieceSpan(index, SIZE);
  return content.subarray(offset, offset + length);
}

test("a lossy cast brings every piece to a device that writes slowly and gets some by another way", {
  timeout: 30_000,
}, async (t) => {
  const content = randomBytes(SIZE);
  const have = new PieceSet(PIECES);
  const warnings: string[] = [];
  const byCast: number[] = [];
  const keep = async (index: number, bytes: Uint8Array) => {
    // What was cast ahead of losses comes meanwhile, for a block that is whole.
    await sleep(20);
    if (have.has(index)) return "kept";
    if (!pieceOf(content, index).equals(bytes)) return "wrong";
    have.add(index);
    byCast.push(index);
    return "kept";
  };
  const session = await follower(t, { content, loss: 0.08, warnings, have, keep });
  for (let turn = 0; !have.isFull; turn++) {
    await sleep(5, undefined, { signal: t.signal });
    assert.deepEqual(warnings, []);
    // A block that is under assembly then, most times.
    const other = turn % 2 === 0 ? have.missing().next(0) : undefined;
    if (other === undefined || byCast.length === 0) continue;
    have.add(other);
    session.piece(other);
  }
  assert.ok(byCast.length > 0, `${byCast.length} of ${PIECES} came by the cast`);
});
