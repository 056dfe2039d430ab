import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, orderKey, orderOf, ordersIn, orderText } from "./list-order.ts";

const sorted = <T extends string | number | boolean>(language: string, values: readonly T[]): T[] => {
  const collator = new Intl.Collator(language, { numeric: true });
  return values.toSorted((a, b) => compare(collator, a, b));
};

test("names are ordered as people read them: numbers in them as numbers, umlauts where the language has them", () => {
  assert.deepEqual(sorted("en", ["till-10", "till-9", "Till-2", "till-1"]), ["till-1", "Till-2", "till-9", "till-10"]);
  assert.deepEqual(sorted("de", ["Zahlung", "Öl", "Ofen", "Ähre", "Abt"]), ["Abt", "Ähre", "Ofen", "Öl", "Zahlung"]);
  assert.deepEqual(sorted("en", ["1.10.0", "1.9.0", "1.2.0"]), ["1.2.0", "1.9.0", "1.10.0"]);
});

test("times and sizes are ordered by what they are, not by how they are written", () => {
  assert.deepEqual(sorted("en", [2_000_000, 900, 10_000]), [900, 10_000, 2_000_000]);
  assert.deepEqual(sorted("en", [true, false]), [false, true]);
});

test("an order goes into the address and comes back; what is no column is none", () => {
  for (const order of [
    { id: "name", desc: false },
    { id: "updatedMs", desc: true },
  ])
    assert.deepEqual(orderOf(orderText(order), ["name", "updatedMs"]), order);
  for (const wrong of ["", "-", "nope", "--name", "name-", "constructor", "-__proto__", 7, undefined, ["name"]])
    assert.equal(orderOf(wrong, ["name"]), undefined, String(wrong));
});

test("each list of a page has an order of its own, and no page loses one", () => {
  assert.notEqual(orderKey(), orderKey("proxies"));
  const search = { sort: "-name", "sort-proxies": "untilMs", "sort-": "name", sorted: "name", tab: "one" };
  assert.deepEqual(ordersIn({ ...search, "sort-roles": "<b>" }), { sort: "-name", "sort-proxies": "untilMs" });
});
