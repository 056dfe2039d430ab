import assert from "node:assert/strict";
import { test } from "node:test";
import { takesEvent, whyNoFilter } from "./filter.ts";

const takes = (filter: string, kind: string, data = {}) => takesEvent([filter], { kind, data });

test("a filter is a kind, a part of one, or steps to a state", () => {
  assert.equal(takes("task.finished", "task.finished"), true);
  assert.equal(takes("task.finished", "task.finished-not"), false);
  assert.equal(takes("*", "device.enrolled"), true);
  assert.equal(takes("rollout.*", "rollout.ring-opened"), true);
  assert.equal(takes("rollout.*", "task.started"), false);
  assert.equal(takes("*.ring-*", "rollout.ring-opened"), true);
  assert.equal(takes("action.step:failed", "action.step", { state: "failed" }), true);
  assert.equal(takes("action.step:failed", "action.step", { state: "succeeded" }), false);
  assert.equal(takes("action.step:failed", "action.step"), false);
  assert.equal(takesEvent(["task.started", "task.finished"], { kind: "task.finished", data: {} }), true);
  assert.equal(takesEvent([], { kind: "task.finished", data: {} }), false);
});

test("a filter that finds nothing is told why, with what was meant", () => {
  for (const filter of ["*", "task.*", "task.started", "action.step:failed", "*.made"])
    assert.equal(whyNoFilter(filter), undefined, filter);
  assert.match(whyNoFilter("task.finishd")!, /"task.finishd" is no kind of event; did you mean task\.finished\?/);
  assert.match(whyNoFilter("relese.*")!, /"relese\.\*" is no kind of event; did you mean release\.\*\?/);
  assert.match(whyNoFilter("nothing-like-it.*")!, /docs\/events\.md/);
  assert.match(whyNoFilter("task.started:failed")!, /only action\.step has a state/);
  assert.match(whyNoFilter("action.step:fialed")!, /no state fialed; there are .*failed/);
});
