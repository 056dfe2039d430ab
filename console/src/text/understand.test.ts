import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQuery } from "@shoal/core/query/parse";
import { checkPlan } from "@shoal/core/rollout/check-plan";
import { whyNoFilter } from "@shoal/core/webhook/filter";
import { HOLE, say } from "@shoal/protocol/sentence/say";
import { SENTENCES, type SentenceCode } from "@shoal/protocol/sentence/sentences";
import { parseYaml } from "@shoal/protocol/yaml/parse-yaml";
import i18next from "i18next";
import Type from "typebox";
import { saidText, understand } from "./de/said.ts";
import { SENTENCE_WORDS } from "./de/sentences/sentences.ts";
import { taskText } from "./de/task.ts";
import { unturned } from "./isolated.ts";

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

test("an exit code means the same in German, also where what it means has a semicolon and stands among others", () => {
  const words = "fatal error during installation; look above “Return value 3” in the log";
  const reason = "the installer failed";
  const because = say("because-of", { reason, detail: say("exit-said", { exitCode: 1603, words }) });
  const ran = say("ran-exit", { attempt: 1, exitCode: 1603, seconds: "0.1" });
  assert.deepEqual(understand([say("step-ended", { state: "failed" }), because, ran].join("; ")), {
    text: "am Ende: fehlgeschlagen; das Installationsprogramm ist gescheitert (Exitcode 1603: schwerer Fehler während der Installation; sehen Sie im Protokoll oberhalb von „Return value 3“); 1. Versuch, Exitcode 1603, 0.1 s",
    partly: false,
  });
});

test("what is made to be tried in every way there is, is understood or not without that", () => {
  for (const part of ["a; ", "a: b; c, ", "exit code 3: done; ", "a 1 needs b 1; of b there is ", "done; "])
    for (let length = 3900; length < 4000; length += 10) understand(part.repeat(length / part.length));
  assert.equal(understand(`${"done; ".repeat(10_000)}done`), undefined, "what is too long is not looked at");
  assert.equal(understand("done; done; done; done; done; done; done")?.text, Array(7).fill("fertig").join("; "));
});

test("a name that turns what follows it around turns nothing of the sentence that it stands in", () => {
  const device = "\u202Efdp.exe";
  assert.equal(understand(say("not-told", { device }))?.text, `\u2068${device}\u2069 weiß noch von nichts.`);
  assert.equal(unturned(say("not-told", { device })), "fdp.exe has not been told yet.");
});

test("prose that somebody else has written is left out and said to be missing; names and numbers are not", () => {
  const said = (words: string) => understand(say("exit-said", { exitCode: 3, words }));
  assert.deepEqual(said("the till is open"), { text: "Exitcode 3: …", partly: true });
  assert.deepEqual(said("E_FAIL"), { text: "Exitcode 3: E_FAIL", partly: false });
  assert.equal(understand("somebody else has written this"), undefined);
});

test("what is wrong with a query is told in German altogether", () => {
  const wrong = [
    ...[
      "",
      "tag.x:a",
      "attr:x",
      "cpus:>2,>4",
      "memory:>2<4",
      "tag:>x",
      'tag:""',
      "installed:>2",
      "group:a*,b",
      "-tag:x",
    ],
    ...['"tag:x"', "a & b", "http://x", '""', "and:x", "serial.x:1", "oz:linux", "frobs:1", "os:windws", "os:amiga"],
    ...["fact.x:>two", "memory:lots", "cpus:two", "memory:8GiB", "os-version:>24.*", "os-version:x", "seen:soon"],
    ...[
      "seen:2d",
      "subnet:here",
      `name:${"x".repeat(5000)}`,
      `${"(".repeat(60)}a${")".repeat(60)}`,
      "a\u0007b",
      "a > 3",
    ],
  ];
  const left = wrong.flatMap((text) => {
    const read = parseQuery(text);
    if (read.ok) return [`${text}: nothing is wrong with it`];
    const { column, message, hint } = read.error;
    const said = [message, hint, say("query-at", { column, message, hint })];
    return said.filter((each) => understand(each)?.partly !== false);
  });
  assert.deepEqual(left, []);
});

test("a permission that is missing is told in German, with what it allows and who could give it", () => {
  const allows = "upload files and publish releases";
  const said = { permission: "release.publish", allows, roles: "publisher, admin" };
  assert.equal(
    understand(say("permission-lacks", said))?.text,
    "release.publish (Dateien hochladen und Releases veröffentlichen); Rollen, die es enthalten: publisher, admin; wer operator.write hat, gibt es",
  );
  const over = {
    permission: "release.publish",
    allows,
    actor: "operator:ann",
    groups: say("names-group", { name: "tills" }),
  };
  assert.equal(
    understand(say("permission-over", over))?.text,
    "release.publish (Dateien hochladen und Releases veröffentlichen); operator:ann hat es nur für Gruppe tills",
  );
});

const KIND = {
  schema: Type.Unknown(),
  noun: "package",
  mostBytes: 100_000,
  tooLarge: say("yaml-scripts-apart"),
  page: "docs/package-file.md",
};

test("whatever the reader of YAML objects to is told in German", () => {
  const files = [
    ...[
      "a: &x 1\nb: &y *x",
      "a: *",
      "%FROB 1\n---\na: 1",
      'a: "\\q"',
      "a: [\n- b\n]",
      "a: }",
      "a: &x &y 1",
      "a: !!int x",
    ],
    ...[
      `${"k".repeat(1100)}: 1`,
      "{a:\n  - b}",
      "a:\n\t- b",
      "a: b: c",
      "a: @x",
      'a: "x',
      "a: 1\na: 2",
      "--- 1\n--- 2",
    ],
    ...["&a\n&b - c", "a: !x !y 1", "a: *none"],
  ];
  const told = files.flatMap((text) => {
    const read = parseYaml(text, KIND);
    return read.ok ? [] : read.problems.flatMap(({ message, hint }) => (hint ? [message, hint] : [message]));
  });
  assert.ok(told.length > 20, `${told.length} say something`);
  assert.deepEqual(
    told.filter((each) => understand(each)?.partly !== false),
    [],
  );
});

test("why a filter of events finds nothing, and what is wrong with rings, is told in German altogether", () => {
  const filters = ["task.finishd", "nothing.at-all", "task.finished:failed", "action.step:gone"].map(whyNoFilter);
  const plans: unknown[] = [
    [{ name: "a" }],
    [{ name: "a", percent: 5, count: 1 }],
    [
      { name: "a", percent: 100 },
      { name: "a", rest: true },
    ],
    [
      { name: "a", count: 0 },
      { name: "b", rest: true, next: "wait" },
    ],
    [
      { name: "a", percent: 50 },
      { name: "b", percent: 20 },
    ],
    [
      { name: "a", percent: 50, success: 90, errors: { percent: 5 } },
      { name: "b", rest: true },
    ],
    [{ name: "a", percent: "x" }, {}],
  ];
  const told = plans.flatMap((plan) => {
    const checked = checkPlan(plan);
    return checked.ok ? [] : checked.problems.flatMap(({ message, hint }) => (hint ? [message, hint] : [message]));
  });
  assert.ok(told.length > 12, `${told.length} say something`);
  const left = [...filters, ...told].filter(
    (each) => each === undefined || understand(`body/x: ${each}`)?.partly !== false,
  );
  assert.deepEqual(left, []);
});
