import assert from "node:assert/strict";
import { test } from "node:test";
import type { TaskDetail } from "@shoal/protocol/api/task";
import { LIMITS } from "@shoal/protocol/limits";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { formOf } from "./draft-form.ts";
import { EMPTY_FORM, FIRST_RINGS, specOf } from "./task-form.ts";

/** What the server answers to a draft that was made so. */
const stored = ({ name, ...spec }: TaskSpec) =>
  ({
    ...{ urgency: "required", priority: 0, dynamic: false, keep: false, settings: {}, lifeMs: LIMITS.taskLifeMs },
    ...{ name: name ?? `${spec.kind} ${spec.package} ${spec.channel ? `from ${spec.channel}` : spec.version}` },
    ...spec,
  }) as TaskDetail;

const BASE = { kind: "install", delivery: "pull", package: "reader", version: "1.0" } as const;

test("a draft comes back from the server as the form that it was", () => {
  const rings = FIRST_RINGS.map((ring) => ({ ...ring, waits: ring.name === "early" }));
  const deadline = "2026-12-01T18:00";
  for (const more of [
    {},
    { who: "query", query: "os:linux", kind: "remove", delivery: "push", urgency: "immediate", priority: -3 },
    { who: "groups", groups: ["a", "b"], rings, dynamic: true, deadline },
  ] as const) {
    const form = { ...EMPTY_FORM, package: "reader", version: "1.0", ...more } as Parameters<typeof specOf>[0];
    assert.deepEqual(formOf(stored(specOf(form)!)), form);
  }
});

test("what the form has no fields for goes back as it came, whatever else is changed", () => {
  const order: TaskSpec = {
    ...{ ...BASE, name: "the big one", settings: { patches: false }, lifeMs: 3_600_000, keep: true },
    targets: { deviceIds: ["d-1"], query: "os:linux" },
    rings: [
      { name: "one", count: 3 },
      { name: "all", rest: true },
    ],
  };
  const form = formOf(stored(order));
  assert.equal(form.who, "given");
  assert.deepEqual(specOf(form), order);
  assert.deepEqual(specOf({ ...form, priority: 5, who: "all" }), { ...order, priority: 5, targets: { all: true } });
  const anew = { ...form, kept: { ...form.kept }, rings: [...FIRST_RINGS] };
  delete anew.kept.rings;
  assert.equal(specOf(anew)!.rings!.length, 3);
});
