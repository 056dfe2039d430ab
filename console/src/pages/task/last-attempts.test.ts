import assert from "node:assert/strict";
import { test } from "node:test";
import type { TaskCell } from "@shoal/protocol/api/task";
import { lastAttempts, standingBy } from "./last-attempts.ts";

const row = (deviceId: string, attempt: number, state: string, more: object = {}) =>
  ({ deviceId, attempt, state, ...more }) as TaskCell;
const exit = (exitCode: number) => ({ reason: { code: "exit-code" }, exitCode });

test("another try is for those who stand failed for this cause, and for nobody who was tried again since", () => {
  const rows = [
    row("mended", 2, "succeeded"),
    row("mended", 1, "failed", exit(1603)),
    row("still", 1, "failed", exit(1603)),
    row("again", 1, "failed", exit(1603)),
    row("again", 2, "failed", exit(77)),
    row("other", 1, "failed", { reason: { code: "fetch-failed" } }),
  ];
  assert.deepEqual(standingBy(rows, { code: "exit-code", exitCode: 1603 }), ["still"]);
  assert.deepEqual(standingBy(rows, { code: "exit-code", exitCode: 77 }), ["again"]);
  assert.deepEqual(standingBy(rows, { code: "fetch-failed" }), ["other"]);
  assert.deepEqual(
    lastAttempts(rows)
      .map(({ deviceId }) => deviceId)
      .sort(),
    ["again", "mended", "other", "still"],
  );
});
