import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import type { Shell } from "../command/shell.ts";
import { Failure } from "../exit/failure.ts";
import { confirming } from "./confirming.ts";

function shellWith(typed: string, isTTY = true) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  stdin.write(typed);
  return { stdin, stderr, signal: new AbortController().signal } as unknown as Shell;
}

/** A server that asks back. */
function order() {
  const sent: (number | undefined)[] = [];
  const send = async ({ confirm }: { confirm?: number }) => {
    sent.push(confirm);
    if (confirm !== 7) throw new Failure({ title: "The query matches every device", detail: "7 of 7", devices: 7 });
    return "done";
  };
  return { sent, send };
}

test("whoever says yes has said yes to the count that they were asked about", async () => {
  const { sent, send } = order();
  const shell = shellWith("y\n");
  assert.equal(await confirming({ shell }, send), "done");
  assert.deepEqual(sent, [undefined, 7]);
  assert.match(
    String((shell.stderr as unknown as PassThrough).read()),
    /The query matches every device: 7 of 7\. Do it to 7 devices\? \[y\/N\]/,
  );
});

test("a no, and nobody to ask, leave it refused; so does what is refused for something else", async () => {
  for (const shell of [shellWith("n\n"), shellWith("y\n", false)]) {
    const { sent, send } = order();
    await assert.rejects(confirming({ shell }, send), /matches every device/);
    assert.deepEqual(sent, [undefined]);
  }
  const other = async () => {
    throw new Failure({ title: "Not there" });
  };
  await assert.rejects(confirming({ shell: shellWith("y\n") }, other), /Not there/);
});
