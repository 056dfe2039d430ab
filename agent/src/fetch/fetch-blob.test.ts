import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { PieceSet } from "@shoal/core/content/piece-set";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { DEFAULT_SETTINGS } from "@shoal/protocol/settings/rows";
import { PushReceiver } from "../source/push.ts";
import { BlobFetch } from "./fetch-blob.ts";

test("a piece that was being written when the fetch was stopped counts for who brought it, before the fetch has ended", async () => {
  const sizeBytes = 3 * PIECE_BYTES;
  const abort = new AbortController();
  const have = new PieceSet(3);
  const bytes = { ...NO_BYTES };
  let written: (() => void) | undefined;
  const fetch = new BlobFetch({
    ref: { digest: "ab".repeat(32), sizeBytes, manifestDigest: "cd".repeat(32) },
    part: {
      have,
      bytes: 0,
      async write(index) {
        await new Promise<void>((resolve) => {
          written = resolve;
        });
        return have.add(index);
      },
      close: async () => {},
    },
    actionId: "1",
    sources: ["origin"],
    settings: DEFAULT_SETTINGS,
    seed: 1,
    signal: abort.signal,
    bytes,
    origin: {
      async fetch(wanted, request, _run, signal) {
        await wanted.keep("origin", 0, new Uint8Array(PIECE_BYTES), request);
        assert.ok(signal.aborted);
        assert.equal(await wanted.keep("origin", 1, new Uint8Array(PIECE_BYTES), request), false, "it is over");
        return { outcome: "cut" };
      },
    },
    push: new PushReceiver(),
    patch: async () => undefined,
    refuse: (detail) => assert.fail(detail),
  });
  let ended = false;
  const running = fetch.run().finally(() => {
    ended = true;
  });
  await turn();
  abort.abort();
  await turn();
  assert.equal(ended, false);
  written!();
  assert.deepEqual(await running, { kind: "stopped" });
  assert.equal(bytes.origin, PIECE_BYTES);
  assert.deepEqual([...have], [0]);
});
