import assert from "node:assert/strict";
import { test } from "node:test";
import { HOLE, say } from "@shoal/protocol/sentence/say";
import { SENTENCES, type SentenceCode } from "@shoal/protocol/sentence/sentences";
import i18next from "i18next";
import { saidText, understand } from "./de/said.ts";
import { SENTENCE_WORDS } from "./de/sentences/sentences.ts";
import { taskText } from "./de/task.ts";

await i18next.init({
  lng: "de",
  interpolation: { escapeValue: false },
  resources: { de: { translation: { ...saidText, ...taskText } } },
});

const placesOf = (sentence: string) => [...sentence.matchAll(HOLE)].map(([place]) => place).sort();

test("every sentence has the same places in German", () => {
  for (const [code, sentence] of Object.entries(SENTENCES))
    assert.deepEqual(placesOf(SENTENCE_WORDS[code as SentenceCode]), placesOf(sentence), code);
});

test("a sentence is said in German, also within another, and several with semicolons between them", () => {
  const because = say("because-of", {
    reason: "the installer failed",
    detail: say("exit-said", { exitCode: 3, words: "no" }),
  });
  assert.deepEqual(understand(say("ended-again-because", { device: "till-1", state: "failed", attempt: 2, because })), {
    text: "till-1 ist am Ende, im 2. Versuch: fehlgeschlagen; das Installationsprogramm ist gescheitert (Exitcode 3: no).",
    partly: false,
  });
  assert.equal(
    understand(`${say("os-not", { actual: "linux", wanted: "windows or macos" })}; ${say("for-every-device")}`)?.text,
    "das System ist linux, nicht windows oder macos; sie ist für jedes Gerät",
  );
  assert.equal(
    understand(say("presence-away", { span: "1 hour", stale: "3 days" }))?.text,
    "zuletzt vor 1 Stunde gehört; überfällig nach 3 Tagen",
  );
});

test("prose that somebody else has written is left out and said to be missing; names and numbers are not", () => {
  const said = (words: string) => understand(say("exit-said", { exitCode: 3, words }));
  assert.deepEqual(said("the till is open"), { text: "Exitcode 3: …", partly: true });
  assert.deepEqual(said("E_FAIL"), { text: "Exitcode 3: E_FAIL", partly: false });
  assert.equal(understand("somebody else has written this"), undefined);
});
