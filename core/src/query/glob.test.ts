import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { likePattern, matchesGlob } from "./glob.ts";

test("a glob is what the same regular expression is", () => {
  const letter = fc.constantFrom("a", "a", "A", "b", "%", "_", "\\");
  const piece = fc.array(letter, { maxLength: 2 }).map((each) => each.join(""));
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 4 }),
      fc.array(letter, { minLength: 1, maxLength: 5 }),
      (glob, letters) => {
        const text = letters.join("");
        const pattern = glob.map((each) => each.replace(/[.\\%_]/g, "\\$&")).join(".*");
        assert.equal(
          matchesGlob(glob, text),
          new RegExp(`^(?:${pattern.replace(/\\([%_])/g, "$1")})$`, "is").test(text),
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test("pieces do not share letters", () => {
  assert.equal(matchesGlob(["a", "b", "b"], "ab"), false);
  assert.equal(matchesGlob(["a", "b", "b"], "abb"), true);
  assert.equal(matchesGlob(["ab", "ba"], "aba"), false);
});

test("in LIKE the signs of LIKE stand for themselves", () => {
  assert.equal(likePattern(["100%", "_x\\", ""]), String.raw`100\%%\_x\\%`);
});
