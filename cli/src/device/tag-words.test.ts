import assert from "node:assert/strict";
import { test } from "node:test";
import { withTagOptions } from "./tag-words.ts";

test("a dash before a tag takes it away; options stay options, and so do their values", () => {
  const words = (line: string) => withTagOptions(line.split(" ")).join(" ");
  assert.equal(words("device tag till-07 +till -old"), "device tag till-07 +till --remove=old");
  assert.equal(words("--json device tag a -quarantine -q"), "--json device tag a --remove=quarantine -q");
  assert.equal(words("device tag --query -x* +till --yes"), "device tag --query -x* +till --yes");
  assert.equal(words("device tag a -Old"), "device tag a --remove=Old", "what is wrong with it is said afterwards");
  assert.equal(words("task list -old"), "task list -old");
  assert.equal(words("device list -old"), "device list -old");
});
