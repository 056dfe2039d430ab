import assert from "node:assert/strict";
import { test } from "node:test";
import { REASONS } from "../action/reason.ts";
import { hear, LONGEST_HEARD } from "./hear.ts";
import { filled, HOLE, say } from "./say.ts";
import { SENTENCES } from "./sentences.ts";

const BY_KIND: Record<string, string> = { "": "7", "*": "this and that", "!": say("presence-online") };

test("every sentence is heard as what it was said as, with what stood in its places", () => {
  for (const [code, sentence] of Object.entries({ ...SENTENCES, ...REASONS })) {
    const kinds = Object.fromEntries([...sentence.matchAll(HOLE)].map(([, name, kind]) => [name!, BY_KIND[kind!]!]));
    assert.deepEqual(hear(filled(sentence, (name) => kinds[name]!)), { code, values: kinds }, code);
  }
});

test("a sentence within another is heard too, and what is none of ours is not guessed at", () => {
  const why = say("needs-memory", { wanted: "4 GiB", actual: "2 GiB" });
  assert.deepEqual(
    hear(say("of-variant", { variant: "windows", why: say("but", { why }) }))?.values["why"],
    `but: ${why}`,
  );
  for (const other of ["", "task 7 was frobbed", "windows: it rains", "the system is", "x the system is linux"])
    assert.equal(hear(other), undefined, other);
});

test("a text of any length and kind is heard in no time to speak of", () => {
  // Each gives what stands between places over and over: tried in every way there is, they would take minutes.
  for (const part of [
    "x, ",
    "a: ",
    "a; ",
    'ring "x" halted: a, ',
    "exit code 3: done; ",
    "a 1 needs b 1, but ",
    "x is x: ",
  ])
    for (const end of ["", "b"]) hear(`${part.repeat(LONGEST_HEARD / part.length - 1)}${end}`);
  const [device, because] = ["x".repeat(LONGEST_HEARD), say("needs-cpus", { wanted: 4, actual: 2 })];
  assert.equal(hear(say("not-told-because", { device, because })), undefined, "what is too long is not looked at");
});
