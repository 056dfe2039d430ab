import assert from "node:assert/strict";
import { test } from "node:test";
import { SETTING_KEYS } from "@shoal/protocol/settings/rows";
import { SECTIONS } from "./sections.ts";

test("each setting stands in the form, and once", () => {
  assert.deepEqual(Object.values(SECTIONS).flat().toSorted(), SETTING_KEYS.toSorted());
});
