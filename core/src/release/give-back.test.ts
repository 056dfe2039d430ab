import assert from "node:assert/strict";
import { test } from "node:test";
import { type Done, giveBack } from "./give-back.ts";

const done = (more: Partial<Done> = {}): Done => ({
  package: "tool",
  version: "2.0",
  kind: "install",
  changed: true,
  had: { version: "1.0" },
  has: "2.0",
  retired: false,
  ...more,
});
const removed: Partial<Done> = { kind: "remove", has: undefined };

const TABLE: [Partial<Done>, string][] = [
  [{}, "install 1.0: 1.0 was there before"],
  [{ had: undefined }, "remove 2.0: nothing was there before"],
  [{ changed: false }, "nothing: it was there before the task"],
  [{ has: "3.0" }, "nothing: 3.0 is there by now"],
  [{ has: undefined }, "nothing: tool 2.0 is not there any more"],
  [{ has: undefined, had: undefined }, "nothing: tool 2.0 is not there any more"],
  [{ retired: true }, "nothing: the device is retired"],
  [{ had: "gone" }, "nothing: the server does not have the release any more that was there before"],
  [
    { had: { version: "1.0", recalled: "it eats documents" } },
    "nothing: 1.0 was there before, and is recalled: it eats documents",
  ],
  [{ ...removed, had: { version: "2.0" } }, "install 2.0: 2.0 was there before"],
  [{ ...removed, had: undefined }, "nothing: nothing was there before"],
  [{ ...removed, changed: false }, "nothing: it was not there before the task"],
  [{ ...removed, has: "3.0" }, "nothing: 3.0 is there by now"],
];

test("a device gets what it had before, where what the action did still stands", () => {
  for (const [more, said] of TABLE) {
    const back = giveBack(done(more));
    assert.equal(`${back.does}${back.does === "nothing" ? "" : ` ${back.version}`}: ${back.why}`, said);
  }
});
