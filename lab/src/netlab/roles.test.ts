import assert from "node:assert/strict";
import { test } from "node:test";
import { leadersAt, rolesOf } from "./roles.ts";

const log = `2026-01-01T00:00:00.000Z agent 0.1.0 runs as d1
2026-01-01T00:00:01.000Z multicast 0a1b: seeking; it begins
2026-01-01T00:00:02.000Z multicast 0a1b: leading; nobody better offered
2026-01-01T00:00:03.000Z multicast 0a1b: goes on by eth0
2026-01-01T00:00:04.000Z multicast 0a1b: following; a better claim
`;

test("a log tells who led, and when", () => {
  const roles = [...rolesOf("s1.h1", log), ...rolesOf("s1.h2", log.replaceAll(":04.", ":09."))];
  const at = (second: number) => leadersAt(roles, Date.parse("2026-01-01T00:00:00Z") + second * 1000);
  assert.deepEqual([at(1), at(2), at(4), at(9)], [[], ["s1.h1", "s1.h2"], ["s1.h2"], []]);
});
