import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_FORM, FIRST_RINGS, lineOf, specOf, type TaskForm } from "./task-form.ts";

const form = (more: Partial<TaskForm> = {}): TaskForm => ({
  ...EMPTY_FORM,
  package: "reader",
  version: "1.0",
  ...more,
});

test("what was left alone is not in the order; nobody named is no order at all", () => {
  assert.deepEqual(specOf(form()), {
    ...{ kind: "install", delivery: "pull", package: "reader", version: "1.0", targets: { all: true } },
  });
  assert.equal(lineOf(form()), "shoal task create --package reader@1.0 --all --pull --start");
  assert.equal(specOf(form({ who: "query", query: "  " })), undefined);
  assert.equal(specOf(form({ who: "groups" })), undefined);
  assert.equal(specOf(form({ version: "" })), undefined);
});

test("each field is in the order and on the line", () => {
  const whole = form({
    ...{ who: "query", query: "os:linux name:it's", kind: "remove", delivery: "push", urgency: "immediate" },
    ...{ deadline: "2026-12-01T18:00", priority: 5 },
  });
  const { deadlineMs, ...spec } = specOf(whole)!;
  assert.equal(deadlineMs, new Date("2026-12-01T18:00").getTime());
  assert.deepEqual(spec, {
    ...{ kind: "remove", delivery: "push", package: "reader", version: "1.0", urgency: "immediate", priority: 5 },
    targets: { query: "os:linux name:it's" },
  });
  const deadline = new Date("2026-12-01T18:00").toISOString();
  assert.equal(
    lineOf(whole),
    `shoal task create --package reader@1.0 --query 'os:linux name:it'\\''s' --kind remove --push --urgency immediate --deadline ${deadline} --priority 5 --start`,
  );
  assert.deepEqual(specOf(form({ who: "groups", groups: ["a", "b"] }))!.targets, { groups: ["a", "b"] });
});

test("the last ring takes what is left, and the plan is a file on a command line", () => {
  const rings = FIRST_RINGS.map((ring) => ({ ...ring, waits: ring.name === "early" }));
  const spec = specOf(form({ rings, dynamic: true }))!;
  assert.deepEqual(spec.rings, [
    { name: "pilots", percent: 5, success: 95, soakMs: 86_400_000 },
    { name: "early", percent: 25, success: 95, soakMs: 86_400_000, next: "wait" },
    { name: "rest", rest: true, success: 95 },
  ]);
  assert.equal(spec.dynamic, true);
  assert.match(
    lineOf(form({ rings, dynamic: true })),
    /^cat > plan\.yaml <<'END'\nrings:\n {2}- name: "pilots"\n {4}percent: 5\n {4}success: 95\n {4}soak: 24h\n[\s\S]*next: wait\n[\s\S]*rest: true\n[\s\S]*END\nshoal task create .* --rings plan\.yaml --dynamic --start$/,
  );
});

test("a ring with a number that cannot be is no order, and no other number", () => {
  const withRing = (at: number, more: object) =>
    specOf(form({ rings: FIRST_RINGS.map((ring, each) => (each === at ? { ...ring, ...more } : ring)) }));
  for (const wrong of [
    { percent: 101 },
    { percent: "" },
    { successPercent: -1 },
    { successPercent: "9e9" },
    { soakHours: 1e9 },
    { soakHours: "-" },
  ])
    assert.equal(withRing(1, wrong), undefined, JSON.stringify(wrong));
  assert.equal(withRing(0, { percent: 0.5, soakHours: 0.1 })?.rings?.[0]?.soakMs, 360_000);
  assert.ok(withRing(2, { percent: "" }), "the last one takes what is left");
});

test("a priority that is none is not asked for as another", () => {
  const form = { ...EMPTY_FORM, package: "reader", version: "1.0" };
  for (const priority of [11, -11, -1.5, 999_999_999_999_999, "99999999999999999999", ""])
    assert.equal(specOf({ ...form, priority }), undefined, String(priority));
  assert.equal(specOf({ ...form, priority: -10 })?.priority, -10);
});
