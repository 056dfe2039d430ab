import assert from "node:assert/strict";
import { test } from "node:test";
import { messageOf } from "./message.ts";

test("people read what, and by when, in one line", () => {
  const order = { kind: "install", package: "reader", version: "2.0" } as const;
  const latestMs = new Date(2026, 10, 24, 17, 30).getTime();
  const said = (what: "waiting" | "question" | "notice" | "restart", kind: "install" | "remove" = "install") =>
    messageOf({ ...order, kind }, { what, latestMs, left: 2 }, 3_600_000);
  assert.equal(said("waiting"), "reader 2.0 will be installed when you sign out, at the latest Tuesday 17:30.");
  assert.match(said("waiting", "remove"), /^reader 2\.0 will be removed when/);
  assert.equal(
    said("question"),
    'reader 2.0 will be installed Tuesday 17:30. "shoal-agent later" puts it off by 1 h (twice), "shoal-agent now" begins it.',
  );
  assert.match(said("notice"), /The computer restarts Tuesday 17:30: save your work by then\.$/);
  assert.match(said("restart"), /restarts in a minute: save your work/);
});
