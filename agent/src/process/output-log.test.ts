import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import fc from "fast-check";
import { createOutputLog } from "./output-log.ts";

test("what is short is kept whole", () => {
  const log = createOutputLog();
  log.write("grüß ");
  log.write(Buffer.from("dich"));
  assert.deepEqual(log.tail(), { text: "grüß dich", truncated: false });
});

test("a character that comes in two parts is one", () => {
  const log = createOutputLog();
  const bytes = Buffer.from("€");
  log.write(bytes.subarray(0, 1));
  log.write(bytes.subarray(1));
  assert.equal(log.tail().text, "€");
});

test("memory that a stream uses again does not change what was kept", () => {
  const log = createOutputLog();
  const bytes = Buffer.from("first");
  log.write(bytes);
  bytes.write("other");
  assert.equal(log.tail().text, "first");
});

test("the tail is the end, whole characters, within the limit, whatever was written", () => {
  const character = fc.constantFrom("a", "ü", "€", "🐟", "\0");
  const chunk = fc.oneof(
    fc.tuple(character, fc.integer({ min: 1, max: 9000 })).map(([one, count]) => Buffer.from(one.repeat(count))),
    fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 20 }), fc.string({ minLength: 1, maxLength: 20 }), (chunks, last) => {
      const log = createOutputLog();
      for (const each of chunks) log.write(each);
      log.write(`${last}END`);
      const { text, truncated } = log.tail();
      const total = Buffer.concat(chunks).length + Buffer.byteLength(`${last}END`);
      assert.ok(Buffer.byteLength(text) <= LIMITS.logTailBytes);
      assert.ok(text.length <= LIMITS.logTailBytes);
      assert.ok(text.endsWith("END"));
      assert.ok(!text.includes("\0"));
      if (total > LIMITS.logTailBytes) assert.equal(truncated, true);
    }),
    { numRuns: 200 },
  );
});

test("a cut text begins with a whole character", () => {
  for (const one of ["ü", "€", "🐟"])
    for (let shift = 0; shift < 4; shift++) {
      const log = createOutputLog();
      log.write(one.repeat(20_000) + "x".repeat(shift));
      assert.equal(log.tail().text.codePointAt(0), one.codePointAt(0), `${one} shifted by ${shift}`);
    }
});

test("memory stays bounded while an installer talks for hours", () => {
  const log = createOutputLog();
  for (let line = 0; line < 300_000; line++) log.write(`line ${line}\n`);
  const { text, truncated } = log.tail();
  assert.equal(truncated, true);
  assert.ok(text.endsWith("line 299999\n"));
});
