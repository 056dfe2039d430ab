import { test } from "node:test";
import { chaos } from "./chaos.ts";

test("the same for thousands of seeds", () => {
  for (let seed = 1000; seed < 6000; seed++) chaos(seed);
});
