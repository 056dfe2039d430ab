import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import { NO_SESSION_BYTES } from "@shoal/protocol/session/no-bytes";
import { outsideOf } from "./outside.ts";

const part = (bytes: Partial<typeof NO_SESSION_BYTES>, patch = false) => ({
  patch,
  bytes: { ...NO_SESSION_BYTES, ...bytes },
});

test("what sessions tell of is not outside, repairs as part of what an action calls multicast", () => {
  const action = { ...NO_BYTES, multicast: 100, origin: 30, peer: 7 };
  assert.deepEqual(
    outsideOf(action, [part({ multicast: 80, repair: 20, origin: 10 }), part({ origin: 15, peer: 7 })]),
    {
      ...NO_SESSION_BYTES,
      origin: 5,
    },
  );
});

test("an action that has not told its bytes yet has nothing outside", () => {
  assert.deepEqual(outsideOf(NO_BYTES, [part({ multicast: 80, origin: 10 })]), NO_SESSION_BYTES);
});

test("a patch that a session brought is told there; one that came alone came from the origin", () => {
  const action = { ...NO_BYTES, patch: 50, patchSaved: 900 };
  assert.deepEqual(outsideOf(action, [part({ multicast: 45, repair: 5 }, true)]), NO_SESSION_BYTES);
  assert.deepEqual(outsideOf(action, []), { ...NO_SESSION_BYTES, origin: 50 });
  assert.deepEqual(outsideOf({ ...action, origin: 3 }, [part({ origin: 50 }, true)]), {
    ...NO_SESSION_BYTES,
    origin: 3,
  });
});
