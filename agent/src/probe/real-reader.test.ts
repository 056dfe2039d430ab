import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { realReader } from "./real-reader.ts";

const reader = realReader();
const node = process.execPath;

test("what cannot be read is an answer with a reason", async () => {
  assert.deepEqual(await reader.readText("/no/such/file"), { ok: false, why: "not there" });
  assert.deepEqual(await reader.readText(tmpdir()), { ok: false, why: "a folder" });
  assert.deepEqual(await reader.list("/no/such/folder"), []);
  assert.deepEqual(await reader.run(["no-such-program-anywhere"]), { ok: false, why: "not there" });
});

test("programs answer with output and exit code, in plain English, and are given no input", async () => {
  assert.deepEqual(await reader.run([node, "-e", "process.stdout.write(process.env.LC_ALL); process.exit(3)"]), {
    ok: true,
    stdout: "C",
    exitCode: 3,
  });
  assert.deepEqual(
    await reader.run([node, "-e", "process.stdin.on('end', () => process.stdout.write('no input')).resume()"]),
    { ok: true, stdout: "no input", exitCode: 0 },
  );
  const flood = await reader.run([node, "-e", "process.stdout.write('x'.repeat(3e6))"]);
  assert.equal(flood.ok, false);
});
