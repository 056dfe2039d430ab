import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nameKey } from "./name-key.ts";

const order = (a: string, b: string): number => Math.sign(a < b ? -1 : a > b ? 1 : 0);

test("numbers in names count as numbers, and neither capitals nor accents part what is alike", () => {
  const names = ["desk", "Till-9", "till-10", "till-10a", "till-10.2", "till-10.10", "till-100", "Übung-2", "v", "z1"];
  assert.deepEqual(
    names.toReversed().sort((a, b) => order(nameKey(a), nameKey(b))),
    [...["desk", "Till-9", "till-10", "till-10.2", "till-10.10", "till-10a", "till-100", "Übung-2", "v", "z1"]],
  );
  assert.equal(nameKey("TILL-007"), nameKey("till-7"));
  assert.equal(nameKey("till\u00079"), nameKey("till9"));
  assert.equal(nameKey("Straße"), nameKey("strasse"));
});

test("whatever stands in two names, they come as collation has them where pages put them in order by themselves", () => {
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const printable = fc.string({
    unit: fc.constantFrom(...String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 32 + at))),
    maxLength: 12,
  });
  const signs = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
  for (const a of signs)
    for (const b of signs)
      assert.equal(order(nameKey(a), nameKey(b)), Math.sign(collator.compare(a, b)), `${a} | ${b}`);
  fc.assert(
    fc.property(printable, printable, (a, b) => {
      assert.equal(order(nameKey(a), nameKey(b)), Math.sign(collator.compare(a, b)), `${a} | ${b}`);
    }),
    { numRuns: 3000 },
  );
});
