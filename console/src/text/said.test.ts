import assert from "node:assert/strict";
import { test } from "node:test";
import { REASONS } from "@shoal/protocol/action/reason";
import { AUDIT_KINDS } from "@shoal/protocol/audit/kinds";
import { ERRORS } from "@shoal/protocol/errors/catalogue";
import { EVENT_KINDS } from "@shoal/protocol/event/kinds";
import { PERMISSIONS } from "@shoal/protocol/operator/permissions";
import { BUILT_IN_ROLES } from "@shoal/protocol/operator/roles";
import later from "./de/later.ts";
import { saidText as de } from "./de/said.ts";
import { SENTENCE_WORDS } from "./de/sentences/sentences.ts";
import { saidText as en } from "./en/said.ts";
import { keyOf } from "./keyed.ts";

const TABLES = {
  problemTitle: Object.keys(ERRORS),
  problemHint: Object.keys(ERRORS),
  reason: Object.keys(REASONS),
  kind: [...Object.keys(AUDIT_KINDS), ...Object.keys(EVENT_KINDS)],
  permission: Object.keys(PERMISSIONS),
  builtInRole: Object.keys(BUILT_IN_ROLES),
};

for (const [table, codes] of Object.entries(TABLES) as [keyof typeof TABLES, string[]][])
  test(`whatever the server says by a ${table} has a text in each language, and German is not English`, () => {
    for (const code of codes) {
      const [english, german] = [en, de].map((texts) => (texts[table] as Record<string, string>)[keyOf(code)]);
      assert.ok(english && german, code);
      assert.notEqual(english, german, code);
      // What i18next would take for a value, or for another text.
      assert.doesNotMatch(english + german, /\{\{|\$t\(/, code);
    }
    const known = new Set(codes.map(keyOf));
    assert.deepEqual(
      Object.keys(de[table]).filter((code) => !known.has(code)),
      [],
      "what nobody says",
    );
  });

test("what is signed and published is called by one word in German", () => {
  const all = JSON.stringify([later, SENTENCE_WORDS]);
  assert.doesNotMatch(all, /\bAusgabe/, "it is a Release, neuter: das Release, die Releases");
  assert.doesNotMatch(all, /\b(der|den|eine|einer) Release\b(?!-)/i);
});
