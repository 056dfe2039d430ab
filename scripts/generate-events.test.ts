import assert from "node:assert/strict";
import { test } from "node:test";
import { eventsPage, writtenEventsPage } from "./generate-events.ts";

test("docs/events.md says what the tables of kinds say: npm run events", () => {
  assert.equal(writtenEventsPage(), eventsPage());
});
