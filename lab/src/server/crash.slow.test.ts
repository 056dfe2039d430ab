import { test } from "node:test";
import { killAgainAndAgain } from "./crash.ts";

test("kill -9 a hundred times under load: no acknowledged write is missing", async (t) => {
  await killAgainAndAgain(t, 100);
});
