import assert from "node:assert/strict";
import { test } from "node:test";
import { AUDIT_SUBJECTS } from "@shoal/protocol/audit/subjects";
import { addressOf } from "./address-of.ts";

test("everything that the trail is about has a page, or says that it has none", () => {
  for (const noun of Object.keys(AUDIT_SUBJECTS))
    for (const name of [`${noun}:till-1@2.0`, noun]) assert.ok(addressOf(name, { task: "7", package: "reader" }), name);
  assert.equal(addressOf("POST /api/v1/tasks", {}), "route");
  assert.equal(addressOf("something-else:7", {}), undefined);
});

test("a release leads to its package, an action to its task, a channel to what it points to, and who asks to be let in to the queue", () => {
  assert.deepEqual(addressOf("release:reader@1.0.0", {}), { to: "/packages/$package", params: { package: "reader" } });
  assert.deepEqual(addressOf("action:12", { task: "task:7" }), { to: "/tasks/$task", params: { task: "7" } });
  assert.deepEqual(addressOf("channel:stable", { package: "reader" }), {
    ...{ to: "/packages/$package", params: { package: "reader" } },
  });
  assert.deepEqual(addressOf("enrolment-request:ab", {}), { to: "/enrolment", search: { tab: "waiting" } });
  assert.equal(addressOf("action:12", {}), undefined);
});
