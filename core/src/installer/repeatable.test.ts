import assert from "node:assert/strict";
import { test } from "node:test";
import { isRepeatable } from "./repeatable.ts";

test("a vendor's program is run twice only where the package says that it may be", () => {
  assert.equal(isRepeatable({ kind: "deb" }), true);
  assert.equal(isRepeatable({ kind: "archive", into: "/opt/reader" }), true);
  assert.equal(isRepeatable({ kind: "msi" }), true);
  for (const installer of [{ kind: "script" }, { kind: "exec" }, { kind: "exe", family: "nsis" }] as const) {
    assert.equal(isRepeatable(installer), false);
    assert.equal(isRepeatable({ ...installer, repeatable: true }), true);
  }
});
