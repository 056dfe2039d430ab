import assert from "node:assert/strict";
import { test } from "node:test";
import { settingsPage, writtenSettingsPage } from "./generate-settings.ts";

test("docs/settings.md says what the table of settings says: npm run settings", () => {
  assert.equal(writtenSettingsPage(), settingsPage());
});
