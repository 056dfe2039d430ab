import assert from "node:assert/strict";
import { test } from "node:test";
import { failureWords } from "./failure-words.ts";

const msi = { installer: { kind: "msi" } } as const;
const words = (detail: string | undefined, exitCode: number | undefined, variant: Parameters<typeof failureWords>[1]) =>
  failureWords({ code: "exit-code", detail, exitCode }, variant, "install");

test("the words of a failure are those that the agent found, else those of the package, else those of the installer's kind", () => {
  assert.equal(words("exit code 1603: the till is open", 1603, msi), "the till is open");
  assert.match(words("exit code 1603", 1603, msi), /fatal/);
  assert.equal(words(undefined, 7, { ...msi, exitCodes: { reasons: { 7: "no licence" } } }), "no licence");
  assert.equal(words(undefined, 7, undefined), "the installer failed");
  assert.equal(words("ended by SIGKILL", undefined, msi), "ended by SIGKILL");
});

test("what no exit code tells has the sentence of its reason, whatever the detail", () => {
  const of = (code: string) =>
    failureWords({ code, detail: "192.0.2.7 did not answer", exitCode: undefined }, msi, "install");
  assert.equal(of("fetch-failed"), "the content could not be fetched");
  assert.equal(of("of-another-version"), "of-another-version");
});
