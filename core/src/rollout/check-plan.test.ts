import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import { checkPlan } from "./check-plan.ts";
import { checkSizes } from "./check-sizes.ts";

const REST = { name: "rest", rest: true };

function told(...rings: unknown[]): string[] {
  const checked = checkPlan(rings);
  return checked.ok ? [] : checked.problems.map(({ message, hint }) => [message, hint].filter(Boolean).join(": "));
}

test("a plan as most are", () => {
  assert.deepEqual(
    told(
      { name: "canary", percent: 1, soakMs: 86_400_000, timeoutMs: 7 * 86_400_000 },
      { name: "early", percent: 5, errors: { percent: 2 }, approvals: 1 },
      { name: "many", percent: 20, success: 98, next: "wait" },
      { name: "all", percent: 100 },
    ),
    [],
  );
  assert.deepEqual(
    told({ name: "pilots", group: "pilots", errors: { count: 3 } }, { name: "half", percent: 50, rest: false }),
    [],
  );
});

test("each contradiction is told with the ring, the key and what would be right", () => {
  const cases: [unknown[], RegExp][] = [
    [
      [{ name: "a", count: 0 }, REST],
      /^ring "a" has no devices: count is 0: give it at least one device, or leave it out$/,
    ],
    [[{ name: "a", percent: 0 }, REST], /^ring "a" has no devices: percent is 0/],
    [
      [{ name: "a", percent: 5 }, { name: "b", percent: 5 }, REST],
      /^ring "b" has no devices: its percent is 5, and ring "a" has reached 5: .*must be more than 5$/,
    ],
    [
      [{ name: "a", percent: 20 }, { name: "p", group: "x" }, { name: "b", percent: 10 }, REST],
      /^ring "b" has no devices: its percent is 10, and ring "a" has reached 20/,
    ],
    [
      [REST, { name: "all", percent: 100 }],
      /^ring "all" has no devices: ring "rest" takes all that are left; make it the last ring$/,
    ],
    [
      [{ name: "a", percent: 5, count: 3 }, REST],
      /^ring "a" has both percent and count: give it exactly one of percent, count, group, query, rest$/,
    ],
    [[{ name: "a" }, REST], /^ring "a" takes no devices: give it exactly one of/],
    [
      [
        { name: "a", count: 1 },
        { ...REST, name: "A" },
      ],
      /^two rings have the name "A": give each a name of its own$/,
    ],
    [
      [{ name: "a", count: 9, success: 90, errors: { percent: 5 } }, REST],
      /^ring "a" has success 90 and errors 5 %: with 7\.5 % failed both are reached at once: errors \{ percent: 10 \} or success 95; leave one of them out/,
    ],
    [
      [{ name: "a", count: 9, success: 98, errors: { percent: 5 } }, REST],
      /^ring "a" has success 98 and errors 5 %: with 3\.5 % failed neither is ever reached, and it would stand for ever: errors \{ percent: 2 \} or success 95; .*or give it a timeout$/,
    ],
    [
      [{ name: "a", count: 9, soakMs: 7_200_000, timeoutMs: 3_600_000 }, REST],
      /^ring "a": soak \(2 h\) is not shorter than timeout \(1 h\)/,
    ],
    [[{ name: "a", count: 9, onTimeout: "open" }, REST], /^ring "a" has onTimeout and no timeout: say after how long$/],
    [[{ name: "a", count: 9, timeoutMs: 0 }, REST], /^ring "a": timeout is 0/],
    [
      [{ name: "a", count: 9, ended: 0 }, REST],
      /^ring "a" is done as soon as it opens: ended is 0, and there is no soak/,
    ],
    [
      [{ name: "a", count: 9 }],
      /^ring "a" is the last and leaves targets out: end with rest: true or percent: 100; .*rest: false$/,
    ],
    [[{ name: "a", group: "x" }], /^ring "a" is the last and leaves targets out/],
    [
      [
        { name: "a", count: 9 },
        { ...REST, next: "wait" },
      ],
      /^ring "rest" is the last: nothing opens after it: put next at the ring before it$/,
    ],
    [
      [
        { name: "a", count: 9 },
        { ...REST, approvals: 1 },
      ],
      /put approvals at the ring before it$/,
    ],
  ];
  for (const [rings, expected] of cases) {
    const problems = told(...rings);
    assert.equal(problems.length, 1, problems.join("\n"));
    assert.match(problems[0]!, expected);
  }
});

test("what a timeout ends does not stand for ever", () => {
  assert.deepEqual(told({ name: "a", count: 9, success: 98, errors: { percent: 5 }, timeoutMs: 1000 }, REST), []);
});

test("what is no plan at all", () => {
  assert.deepEqual(told(), ["the document needs at least 1 entry"]);
  assert.match(told(...Array.from({ length: LIMITS.rolloutRings + 1 }, () => REST))[0]!, /has 21 entries, at most 20/);
  assert.deepEqual(told({ name: "canary", precent: 5 }, REST), [
    'ring "canary": unknown key "precent": did you mean "percent"?',
  ]);
  assert.deepEqual(told({ name: "canary", percent: "5" }, REST), [
    'ring "canary": percent must be a number, not the text "5"',
  ]);
  assert.match(told({ name: "canary", count: 1, errors: { procent: 5 } }, REST)[0]!, /^ring "canary": .*"procent"/);
  assert.match(told({ name: "../etc", count: 1 }, REST)[0]!, /^ring 1: name cannot be "\.\.\/etc": letters, digits/);
  assert.match(
    told({ name: "canary", count: 1, next: "oben" }, REST)[0]!,
    /^ring "canary": next cannot be "oben": did you mean "open"\?$/,
  );
  assert.match(told("canary")[0]!, /^ring 1: /);
});

test("a plan against the targets that it is for", () => {
  const sizes = (rings: Parameters<typeof checkSizes>[0], ...each: number[]) =>
    checkSizes(rings, each, 30).map(({ message, hint }) => `${message}: ${hint}`);
  const rest = { name: "rest", rest: true };
  assert.deepEqual(sizes([{ name: "a", percent: 5 }, rest], 2, 28), []);
  assert.deepEqual(sizes([{ name: "a", percent: 1 }, { name: "b", percent: 3 }, rest], 1, 0, 29), [
    'ring "b" has no devices: 3 % of 30 devices are 1, and the rings before it have 1: leave it out, or make it more than 3.333 %',
  ]);
  assert.deepEqual(sizes([{ name: "a", group: "pilots" }, rest], 0, 30), [
    'ring "a" has no devices: none of the targets that are left is in group "pilots": leave it out, or change the rings before it',
  ]);
  assert.match(
    sizes([{ name: "a", count: 40 }, rest], 30, 0)[0]!,
    /ring "rest" has no devices: the rings before it have all that there are \(30 devices\)/,
  );
  assert.match(
    sizes([{ name: "a", count: 5, errors: { count: 6 } }, rest], 5, 25)[0]!,
    /"a" has 5 devices, so 6 failures never come together: errors \{ count: 5 \} at most/,
  );
  assert.match(
    sizes([{ name: "a", count: 10, success: 90, errors: { count: 4 } }, rest], 10, 20)[0]!,
    /with 2 of 10 failed neither success 90 nor 4 errors is ever reached.*: errors \{ count: 2 \}/,
  );
});
