import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import type { Shell } from "../command/shell.ts";
import { askYes } from "./ask-yes.ts";

function shellWith(typed: string | undefined, isTTY = true) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  if (typed === undefined) stdin.end();
  else stdin.write(typed);
  return { stdin, stderr, signal: new AbortController().signal } as unknown as Shell;
}

test("only a yes is a yes, and without a person there is no answer", async () => {
  for (const [typed, answer] of [
    ["y\n", true],
    ["YES \n", true],
    ["\n", false],
    ["no\n", false],
    ["yeah\n", false],
    [undefined, undefined],
  ] as const)
    assert.equal(await askYes(shellWith(typed), "Apply? "), answer, JSON.stringify(typed));
  assert.equal(await askYes(shellWith("y\n", false), "Apply? "), undefined);
});
