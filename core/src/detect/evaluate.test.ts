import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf, DetectRule } from "@shoal/protocol/package/detect";
import fc from "fast-check";
import { evaluateDetect, type LeafAnswer, leavesOf } from "./evaluate.ts";

const leaf = (name: string): DetectLeaf => ({ deb: { name } });
const [yes, no, unclear] = [leaf("yes"), leaf("no"), leaf("unclear")];
const answers = new Map<DetectLeaf, LeafAnswer>([
  [yes, { found: true, detail: "yes is installed" }],
  [no, { found: false, detail: "no is not installed" }],
  [unclear, { found: "unknown", detail: "dpkg is missing" }],
]);
const ask = (rule: DetectRule) => evaluateDetect(rule, answers);

test("what could not be found out is never a yes, and decides only where nothing else does", () => {
  assert.equal(ask({ all: [yes, unclear] }).found, "unknown");
  assert.equal(ask({ all: [unclear, no] }).found, false);
  assert.equal(ask({ any: [unclear, yes] }).found, true);
  assert.equal(ask({ any: [unclear, no] }).found, "unknown");
  assert.equal(ask({ not: unclear }).found, "unknown");
  assert.equal(ask(leaf("never asked")).found, "unknown");
});

test("the explanation is what decided", () => {
  assert.deepEqual(ask({ all: [yes, no, unclear] }), { found: false, detail: "no is not installed" });
  assert.deepEqual(ask({ any: [no, unclear] }), { found: "unknown", detail: "dpkg is missing" });
  assert.deepEqual(ask({ all: [yes, { not: no }] }), {
    found: true,
    detail: "yes is installed; no is not installed",
  });
  assert.deepEqual(ask({ not: yes }), { found: false, detail: "should not be so: yes is installed" });
});

const rules: fc.Arbitrary<DetectRule> = fc.letrec<{ rule: DetectRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    fc.constantFrom(yes, no, unclear),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie("rule").map((not) => ({ not })),
  ),
})).rule;

/** Plain logic, with one answer for every unclear leaf. */
function holds(rule: DetectRule, unclearIs: () => boolean): boolean {
  if ("all" in rule) return rule.all.map((each) => holds(each, unclearIs)).every(Boolean);
  if ("any" in rule) return rule.any.map((each) => holds(each, unclearIs)).some(Boolean);
  if ("not" in rule) return !holds(rule.not, unclearIs);
  return rule === unclear ? unclearIs() : rule === yes;
}

test("an answer that is not unknown is the answer whatever the unclear leaves are", () => {
  fc.assert(
    fc.property(rules, fc.infiniteStream(fc.boolean()), (rule, stream) => {
      const { found } = ask(rule);
      if (found !== "unknown")
        assert.equal(
          holds(rule, () => stream.next().value),
          found,
        );
    }),
    { numRuns: 2000 },
  );
});

test("leaves are listed once each; a rule over the limits is unknown", () => {
  assert.deepEqual(leavesOf({ all: [yes, { not: { any: [no, yes] } }] }), [yes, no]);
  let deep: DetectRule = yes;
  for (let depth = 1; depth < LIMITS.detectDepth; depth++) deep = { not: deep };
  assert.notEqual(ask(deep).found, "unknown");
  assert.equal(ask({ not: deep }).found, "unknown");
  const many = Array.from({ length: LIMITS.detectLeaves + 1 }, (_, at) => leaf(`p${at}`));
  const wide: DetectRule = { any: [yes, { all: many }] };
  assert.equal(ask(wide).found, "unknown");
  assert.equal(leavesOf(wide).length, LIMITS.detectLeaves);
});
